package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A model has answered, or failed to ({@code completion_response}).
 *
 * @param completion which completion
 * @param model the model's id
 * @param responseTime from the request to the end of the answer
 * @param tokenUsage null if the provider did not tell
 * @param usageMissing whether it would be shown if the provider had told
 * @param cost what it cost and how that is known
 * @param response what is shown of the answer, or of what came of it
 * @param servedModel the model that answered; null if not known
 * @param finishReason why the answer ended, in the provider's word; null if not known
 * @param failure why it failed; null if it succeeded
 */
public record CompletionResponse(
        CompletionRef completion,
        String model,
        Duration responseTime,
        @Nullable TokenUsage tokenUsage,
        boolean usageMissing,
        CostEstimate cost,
        ShownText response,
        @Nullable String servedModel,
        @Nullable String finishReason,
        @Nullable Failure failure)
        implements Event {
    /** The {@code error_type} of a completion that its caller gave up: a warning, not an error. */
    public static final String CANCELLED = "cancelled";

    /** An answer of which no more is shown than its length and beginning. */
    public CompletionResponse(
            CompletionRef completion,
            String model,
            Duration responseTime,
            @Nullable TokenUsage tokenUsage,
            CostEstimate cost,
            @Nullable Integer responseLength,
            @Nullable String responsePreview,
            @Nullable Failure failure) {
        this(
                completion,
                model,
                responseTime,
                tokenUsage,
                tokenUsage == null,
                cost,
                new ShownText(responseLength, responsePreview, null, null),
                null,
                null,
                failure);
    }

    /** Redacts what the caller has not. */
    public CompletionResponse {
        model = Redactor.standard().text(model);
        servedModel = Redactor.standard().textOrNull(servedModel);
        finishReason = Redactor.standard().textOrNull(finishReason);
    }

    /** Whether the model answered. */
    public boolean success() {
        return failure == null;
    }

    @Override
    public String eventType() {
        return "completion_response";
    }

    @Override
    public String message() {
        return success() ? "Completion received" : "Completion failed";
    }

    @Override
    public Level level() {
        return level(failure);
    }

    /** The level of an answer with this failure, or none: one that its caller gave up is a warning, one that failed an error. */
    public static Level level(@Nullable Failure failure) {
        if (failure == null) {
            return Level.INFO;
        }
        return failure.errorType().equals(CANCELLED) ? Level.WARN : Level.ERROR;
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = completion
                .fields()
                .put("model", model)
                .put("success", success())
                .millis("response_time_ms", responseTime)
                .put("token_usage", tokenUsage == null ? null : tokenUsage.fields())
                .put("usage_missing", usageMissing ? Boolean.TRUE : null)
                .put("cost_estimate_usd", cost.usd())
                .put("cost_source", cost.source())
                .put("served_model", servedModel)
                .put("finish_reason", finishReason);
        response.addTo(fields, "response");
        return (failure == null ? fields : failure.addTo(fields)).done();
    }
}

package dev.sluice.logging;

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
 * @param cost what it cost and how that is known
 * @param responseLength of the whole answer, in characters; null if it failed
 * @param responsePreview its beginning, redacted; null if it failed or previews are off
 * @param failure why it failed; null if it succeeded
 */
public record CompletionResponse(
        CompletionRef completion,
        String model,
        Duration responseTime,
        @Nullable TokenUsage tokenUsage,
        CostEstimate cost,
        @Nullable Integer responseLength,
        @Nullable String responsePreview,
        @Nullable Failure failure)
        implements Event {
    /** Redacts what the caller has not. */
    public CompletionResponse {
        model = Redactor.standard().text(model);
        responsePreview = Redactor.standard().textOrNull(responsePreview);
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
        return success() ? Level.INFO : Level.ERROR;
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = completion
                .fields()
                .put("model", model)
                .put("success", success())
                .millis("response_time_ms", responseTime)
                .put("token_usage", tokenUsage == null ? null : tokenUsage.fields())
                .put("usage_missing", tokenUsage == null ? Boolean.TRUE : null)
                .put("cost_estimate_usd", cost.usd())
                .put("cost_source", cost.source())
                .put("response_length", responseLength)
                .put("response_preview", responsePreview);
        return (failure == null ? fields : failure.addTo(fields)).done();
    }
}

package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model is about to be asked ({@code completion_request}).
 *
 * @param completion which completion
 * @param model the model's id
 * @param temperature null if not set
 * @param maxTokens null if not set
 * @param prompt what is shown of it
 * @param marketContext redacted by its names
 */
public record CompletionRequest(
        CompletionRef completion,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        ShownText prompt,
        Map<String, Object> marketContext)
        implements Event {
    /** A request of whose prompt no more is shown than its length and beginning. */
    public CompletionRequest(
            CompletionRef completion,
            String model,
            @Nullable Double temperature,
            @Nullable Integer maxTokens,
            int promptLength,
            @Nullable String promptPreview,
            Map<String, Object> marketContext) {
        this(
                completion,
                model,
                temperature,
                maxTokens,
                new ShownText(promptLength, promptPreview, null, null),
                marketContext);
    }

    /** Redacts what the caller has not. */
    public CompletionRequest {
        model = Redactor.standard().text(model);
        marketContext = Redactor.standard().fields(marketContext);
    }

    @Override
    public String eventType() {
        return "completion_request";
    }

    @Override
    public String message() {
        return "Completion requested";
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = completion
                .fields()
                .put("model", model)
                .put("temperature", temperature)
                .put("max_tokens", maxTokens);
        return prompt.addTo(fields, "prompt")
                .put("market_context", marketContext)
                .done();
    }
}

package dev.sluice.logging;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A model is about to be asked ({@code completion_request}).
 *
 * @param completion which completion
 * @param model the model's id
 * @param temperature null if not set
 * @param maxTokens null if not set
 * @param promptLength of the whole prompt, in characters
 * @param promptPreview its beginning, redacted; null if previews are off
 * @param marketContext redacted by its names
 */
public record CompletionRequest(
        CompletionRef completion,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        int promptLength,
        @Nullable String promptPreview,
        Map<String, Object> marketContext)
        implements Event {
    /** Redacts what the caller has not. */
    public CompletionRequest {
        model = Redactor.standard().text(model);
        promptPreview = Redactor.standard().textOrNull(promptPreview);
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
    public Level level() {
        return Level.INFO;
    }

    @Override
    public Map<String, Object> fields() {
        return completion
                .fields()
                .put("model", model)
                .put("temperature", temperature)
                .put("max_tokens", maxTokens)
                .put("prompt_length", promptLength)
                .put("prompt_preview", promptPreview)
                .put("market_context", marketContext)
                .done();
    }
}

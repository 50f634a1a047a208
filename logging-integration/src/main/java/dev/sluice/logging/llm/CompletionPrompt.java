package dev.sluice.logging.llm;

import dev.sluice.logging.redaction.Redactor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked. Holds the prompt itself and is never logged as it is: its {@code toString} shows the length alone.
 *
 * @param model the model's id
 * @param prompt the whole prompt
 * @param temperature null if not set
 * @param maxTokens null if not set
 * @param marketContext figures of the market the question is about; may be empty
 */
public record CompletionPrompt(
        String model,
        String prompt,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        Map<String, Object> marketContext) {
    /** Takes a copy of the context, redacted by its names. */
    public CompletionPrompt {
        marketContext = Redactor.standard().fields(marketContext);
    }

    /** A prompt with no settings and no context. */
    public static CompletionPrompt of(String model, String prompt) {
        return new CompletionPrompt(model, prompt, null, null, Map.of());
    }

    /** The same with the sampling temperature. */
    public CompletionPrompt temperature(double value) {
        return new CompletionPrompt(model, prompt, value, maxTokens, marketContext);
    }

    /** The same with the bound on the answer's length. */
    public CompletionPrompt maxTokens(int value) {
        return new CompletionPrompt(model, prompt, temperature, value, marketContext);
    }

    /** The same with the market's figures. */
    public CompletionPrompt marketContext(Map<String, Object> figures) {
        return new CompletionPrompt(model, prompt, temperature, maxTokens, figures);
    }

    @Override
    public String toString() {
        return "CompletionPrompt[model=" + Redactor.standard().text(model) + ", " + prompt.length() + " characters]";
    }
}

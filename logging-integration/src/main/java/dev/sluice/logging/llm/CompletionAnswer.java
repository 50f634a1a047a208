package dev.sluice.logging.llm;

import dev.sluice.logging.event.TokenUsage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered, wholly or until it broke off. Holds the text itself and is never logged as it is: its {@code toString} shows the length alone.
 *
 * @param text the answer; may be empty
 * @param usage as the provider counted it; null if it did not
 * @param costUsd as the provider told it, in US dollars; null if it did not
 * @param model the model that answered, where it may be another than the one that was asked; null if not known
 * @param finishReason why the answer ended, in the provider's word; null if not known
 */
public record CompletionAnswer(
        String text,
        @Nullable TokenUsage usage,
        @Nullable BigDecimal costUsd,
        @Nullable String model,
        @Nullable String finishReason) {

    /** An answer of which no more is known. */
    public static CompletionAnswer of(String text) {
        return new CompletionAnswer(text, null, null, null, null);
    }

    /** The same with the tokens it took. */
    public CompletionAnswer usage(@Nullable TokenUsage counted) {
        return new CompletionAnswer(text, counted, costUsd, model, finishReason);
    }

    /** The same with the provider's own figure of its cost, in US dollars. */
    public CompletionAnswer costUsd(@Nullable BigDecimal usd) {
        return new CompletionAnswer(text, usage, usd, model, finishReason);
    }

    /** The same with the model that answered and why it ended. */
    public CompletionAnswer served(@Nullable String byModel, @Nullable String endedBy) {
        return new CompletionAnswer(text, usage, costUsd, byModel, endedBy);
    }

    @Override
    public String toString() {
        return "CompletionAnswer[" + text.length() + " characters]";
    }
}

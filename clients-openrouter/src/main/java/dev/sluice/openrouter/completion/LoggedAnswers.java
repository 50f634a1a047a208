package dev.sluice.openrouter.completion;

import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the log shows of answers, whole ones and such that broke off. */
public final class LoggedAnswers {

    private LoggedAnswers() {}

    /**
     * An answer with its tokens and its whole cost; the model that served it and why it ended are the caller's to add.
     *
     * @param text what the model said
     * @param calls what it calls, shown as JSON where it said nothing
     * @param usage null if it did not tell
     */
    public static CompletionAnswer of(String text, List<?> calls, @Nullable Usage usage) {
        return CompletionAnswer.of(text.isEmpty() && !calls.isEmpty() ? json(calls) : text)
                .usage(usage == null ? null : tokens(usage))
                .costUsd(usage == null ? null : usage.totalCost().orElse(null));
    }

    private static String json(List<?> calls) {
        try {
            return OpenRouterJson.mapper().writeValueAsString(calls);
        } catch (RuntimeException unwritable) {
            LoggingFailures.record(unwritable);
            return "";
        }
    }

    /** Null if it tells nothing of the two; where one is missing it is the rest of the total. */
    static @Nullable TokenUsage tokens(Usage usage) {
        Long prompt = usage.promptTokens();
        Long completion = usage.completionTokens();
        Long total = usage.totalTokens();
        if (prompt == null && completion == null && total == null) {
            return null;
        }
        long written = completion == null ? rest(total, prompt) : completion;
        long read = prompt == null ? rest(total, written) : prompt;
        Usage.TokenDetails ofPrompt = usage.promptTokensDetails();
        Usage.TokenDetails ofCompletion = usage.completionTokensDetails();
        return TokenUsage.of(read, written)
                .details(
                        ofPrompt == null ? null : ofPrompt.cachedTokens(),
                        ofPrompt == null ? null : ofPrompt.cacheWriteTokens(),
                        ofCompletion == null ? null : ofCompletion.reasoningTokens());
    }

    private static long rest(@Nullable Long total, @Nullable Long part) {
        return total == null || part == null ? 0 : Math.max(0, total - part);
    }
}

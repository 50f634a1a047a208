package dev.sluice.logging.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a completion, as the provider counted them.
 *
 * @param promptTokens all of the prompt, cached ones included
 * @param completionTokens all of the answer, reasoning included
 * @param cachedTokens those of the prompt that came from a cache; null if not told
 * @param reasoningTokens those of the answer that were reasoning; null if not told
 * @param cacheWriteTokens those of the prompt that were written to a cache; null if not told
 */
public record TokenUsage(
        long promptTokens,
        long completionTokens,
        @Nullable Long cachedTokens,
        @Nullable Long reasoningTokens,
        @Nullable Long cacheWriteTokens) {

    /** Prompt and completion tokens without a breakdown. */
    public static TokenUsage of(long promptTokens, long completionTokens) {
        return new TokenUsage(promptTokens, completionTokens, null, null, null);
    }

    /** The same with what is known of caches and reasoning. */
    public TokenUsage details(@Nullable Long cached, @Nullable Long cacheWrite, @Nullable Long reasoning) {
        return new TokenUsage(promptTokens, completionTokens, cached, reasoning, cacheWrite);
    }

    /** Prompt and completion together. */
    public long totalTokens() {
        return promptTokens + completionTokens;
    }

    Map<String, Object> fields() {
        return new Fields()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", totalTokens())
                .put("cached_tokens", cachedTokens)
                .put("reasoning_tokens", reasoningTokens)
                .put("cache_write_tokens", cacheWriteTokens)
                .done();
    }
}

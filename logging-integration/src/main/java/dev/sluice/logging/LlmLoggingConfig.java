package dev.sluice.logging;

import dev.sluice.foundation.config.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * The section {@code llm}: what is logged of completions.
 *
 * @param enableCompletionLogging whether requests and responses are logged; true by default
 * @param completionLogLevel what is less important is not logged; {@code INFO} by default, {@code DEBUG} shows prompts and responses whole
 * @param completionLogFile where completions are written apart, if the application asks for it; {@code logs/llm_completions.log} by default
 * @param logPromptPreviewLength how much of a prompt is shown, in characters; 500 by default, 0 shows none
 * @param logResponsePreviewLength how much of a response is shown, in characters; 1,000 by default, 0 shows none
 * @param enablePerformanceTracking whether {@code performance_metrics} are logged; true by default
 * @param enableLangchainCallbacks for adapters to LangChain, which ask it; true by default
 * @param logMarketContext whether requests show their market context; true by default
 * @param enableTokenUsageTracking whether responses show their token usage; true by default
 * @param performanceLogInterval after how many completions of a session {@code performance_metrics} are logged; 10 by default
 * @param prices by model id, for answers that do not tell their cost; none by default
 */
public record LlmLoggingConfig(
        boolean enableCompletionLogging,
        Level completionLogLevel,
        Path completionLogFile,
        int logPromptPreviewLength,
        int logResponsePreviewLength,
        boolean enablePerformanceTracking,
        boolean enableLangchainCallbacks,
        boolean logMarketContext,
        boolean enableTokenUsageTracking,
        int performanceLogInterval,
        Map<String, ModelPrice> prices) {
    /** What ships; the numbers are those of the settings this project started from. */
    public static final LlmLoggingConfig DEFAULTS = new LlmLoggingConfig(
            true, Level.INFO, Path.of("logs/llm_completions.log"), 500, 1_000, true, true, true, true, 10, Map.of());

    /** {@code llm:} at the top of the file. */
    public static final Section<LlmLoggingConfig> SECTION = Section.ofRoot("llm", LlmLoggingConfig.class, DEFAULTS);

    /**
     * What a model's tokens cost.
     *
     * @param promptUsdPerMillion US dollars for a million prompt tokens
     * @param completionUsdPerMillion US dollars for a million completion tokens
     */
    public record ModelPrice(BigDecimal promptUsdPerMillion, BigDecimal completionUsdPerMillion) {}

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is not kept
     */
    public LlmLoggingConfig {
        checkLength("log-prompt-preview-length", logPromptPreviewLength);
        checkLength("log-response-preview-length", logResponsePreviewLength);
        if (performanceLogInterval < 1) {
            throw new IllegalArgumentException("performance-log-interval: too small (expected: at least 1)");
        }
        prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
    }

    /** How much of a prompt is shown: all that is ever shown of a text at level {@code DEBUG}. */
    int promptLength() {
        return verbose() ? TextRules.MAX_CHARS : logPromptPreviewLength;
    }

    int responseLength() {
        return verbose() ? TextRules.MAX_CHARS : logResponsePreviewLength;
    }

    private boolean verbose() {
        return completionLogLevel.toInt() <= Level.DEBUG.toInt();
    }

    private static void checkLength(String key, int length) {
        if (length < 0 || length > TextRules.MAX_CHARS) {
            throw new IllegalArgumentException(key + ": out of range (expected: 0 to " + TextRules.MAX_CHARS + ")");
        }
    }
}

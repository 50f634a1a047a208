package dev.sluice.logging.llm;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import dev.sluice.logging.event.ContentMode;
import dev.sluice.logging.redaction.Redactor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The section {@code llm}: what is logged of completions. Its values come, in rising order, from {@link #DEFAULTS}, the file, the environment
 * ({@code LLM__COMPLETION_LOG_LEVEL=DEBUG}, over it {@code SLUICE__LLM__…}), and code.
 *
 * @param enableCompletionLogging whether requests and responses are logged; true by default
 * @param completionLogLevel what is less important is not logged; {@code INFO} by default, {@code DEBUG} shows prompts and responses whole
 * @param completionLogFile where completions are written apart, if the application asks for it; {@code logs/llm_completions.log} by default
 * @param logPromptPreviewLength how much of a prompt is shown, in characters; 500 by default, 0 shows none
 * @param logResponsePreviewLength how much of a response is shown, in characters; 1,000 by default, 0 shows none
 * @param enablePerformanceTracking whether {@code performance_metrics} are logged; true by default
 * @param enableLangchainCallbacks whether the listener for LangChain4j logs anything; true by default
 * @param logMarketContext whether requests show their market context; true by default
 * @param enableTokenUsageTracking whether responses show their token usage; true by default
 * @param performanceLogInterval after how many completions of a session {@code performance_metrics} are logged; 10 by default
 * @param contentMode how much of texts is shown; null, the default: {@code HASH} where the environment is {@code production}, else {@code PREVIEW}
 * @param prices by model id, for answers that do not tell their cost; none by default
 */
public record LlmLoggingConfig(
        @Description("Whether requests and responses are logged.")
        boolean enableCompletionLogging,

        @Description("What is less important is not logged; DEBUG shows prompts and responses whole.")
        Level completionLogLevel,

        @Description("Where completions are written apart, if the application asks for it.")
        Path completionLogFile,

        @Description("How much of a prompt is shown, in characters; 0 shows none.")
        int logPromptPreviewLength,

        @Description("How much of a response is shown, in characters; 0 shows none.")
        int logResponsePreviewLength,

        @Description("Whether performance_metrics are logged.")
        boolean enablePerformanceTracking,

        @Description("Whether the listener for LangChain4j logs anything.")
        boolean enableLangchainCallbacks,

        @Description("Whether requests show their market context.")
        boolean logMarketContext,

        @Description("Whether responses show their token usage.")
        boolean enableTokenUsageTracking,

        @Description("After how many completions of a session performance_metrics are logged.")
        int performanceLogInterval,

        @Description("How much of prompts and responses is shown; left out: HASH in production, else PREVIEW.")
        @Nullable
        ContentMode contentMode,

        @Description("Prices by model id, for answers that do not tell their cost.")
        Map<String, ModelPrice> prices) {
    /** What ships; the numbers are those of the settings this project started from. */
    public static final LlmLoggingConfig DEFAULTS = new LlmLoggingConfig(
            true,
            Level.INFO,
            Path.of("logs/llm_completions.log"),
            500,
            1_000,
            true,
            true,
            true,
            true,
            10,
            null,
            Map.of());

    /** {@code llm:} at the top of the file. */
    public static final Section<LlmLoggingConfig> SECTION =
            Section.ofRoot("llm", LlmLoggingConfig.class, DEFAULTS).alsoFromVariables("LLM__");

    private static final String PRODUCTION = "production";

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

    /** The same at another level. */
    public LlmLoggingConfig level(Level level) {
        return with(level, completionLogFile, contentMode);
    }

    /** The same with another file. */
    public LlmLoggingConfig file(Path file) {
        return with(completionLogLevel, file, contentMode);
    }

    /** The same with another mode. */
    public LlmLoggingConfig content(ContentMode mode) {
        return with(completionLogLevel, completionLogFile, mode);
    }

    /** What is shown of texts: {@code DEBUG} turns beginnings into the whole, and nothing that is hidden on purpose. */
    ContentMode shows(String environment) {
        ContentMode mode = contentMode;
        if (mode == null) {
            mode = environment.equalsIgnoreCase(PRODUCTION) ? ContentMode.HASH : ContentMode.PREVIEW;
        }
        boolean verbose = completionLogLevel.toInt() <= Level.DEBUG.toInt();
        return verbose && mode == ContentMode.PREVIEW ? ContentMode.FULL : mode;
    }

    private LlmLoggingConfig with(Level level, Path file, @Nullable ContentMode mode) {
        return new LlmLoggingConfig(
                enableCompletionLogging,
                level,
                file,
                logPromptPreviewLength,
                logResponsePreviewLength,
                enablePerformanceTracking,
                enableLangchainCallbacks,
                logMarketContext,
                enableTokenUsageTracking,
                performanceLogInterval,
                mode,
                prices);
    }

    private static void checkLength(String key, int length) {
        if (length < 0 || length > Redactor.MAX_CHARS) {
            throw new IllegalArgumentException(key + ": out of range (expected: 0 to " + Redactor.MAX_CHARS + ")");
        }
    }
}

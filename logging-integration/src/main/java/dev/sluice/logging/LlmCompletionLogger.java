package dev.sluice.logging;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs what models are asked and what they answer, with tokens, cost and time, for one session of a bot. Thread-safe; no method throws
 * because of logging.
 *
 * <pre>{@code
 * try (LoggedCompletion c = logger.request(CompletionPrompt.of(model, prompt).temperature(0.1))) {
 *     …
 *     c.success(answer, TokenUsage.of(150, 75), costOfTheAnswer);
 * }
 * }</pre>
 */
public final class LlmCompletionLogger {
    private final EventSink events;
    private final LlmLoggingConfig config;
    private final TimeSource time;
    private final String sessionId;
    private final AtomicLong started = new AtomicLong();
    private final CompletionTotals totals;

    private LlmCompletionLogger(Builder builder) {
        this.events = builder.events;
        this.config = builder.config;
        this.time = builder.time;
        String given = builder.sessionId;
        this.sessionId = given == null ? RequestIds.random("", 4) : given;
        this.totals = new CompletionTotals(sessionId, time.nanoTime());
    }

    /** Starts with the shipped settings, SLF4J and the machine's clocks. */
    public static Builder builder() {
        return new Builder();
    }

    /** What joins this logger's events: given, or eight random hexadecimal digits. */
    public String sessionId() {
        return sessionId;
    }

    /** Logs that a model is about to be asked; the answer goes to the result, which must be closed. */
    public LoggedCompletion request(CompletionPrompt prompt) {
        CompletionRef completion = new CompletionRef(sessionId, RequestIds.next(), started.incrementAndGet());
        int shown = config.promptLength();
        emit(() -> new CompletionRequest(
                completion,
                prompt.model(),
                prompt.temperature(),
                prompt.maxTokens(),
                prompt.prompt().length(),
                shown == 0 ? null : Redactor.standard().preview(prompt.prompt(), shown),
                config.logMarketContext() ? prompt.marketContext() : Map.of()));
        return new LoggedCompletion(this, completion, prompt.model(), time.nanoTime());
    }

    /** Logs what was decided upon an answer; start it with {@link LoggedCompletion#decision}. */
    public void decision(TradingDecision decision) {
        emit(() -> decision);
    }

    /** The session's figures up to now. */
    public PerformanceMetrics snapshot() {
        return totals.snapshot(time.nanoTime());
    }

    void ended(
            LoggedCompletion ended,
            @Nullable String response,
            @Nullable TokenUsage usage,
            CostEstimate cost,
            @Nullable Failure failure) {
        long now = time.nanoTime();
        Duration took = Duration.ofNanos(now - ended.startedNanos());
        int shown = config.responseLength();
        emit(() -> new CompletionResponse(
                ended.completion(),
                ended.model(),
                took,
                config.enableTokenUsageTracking() ? usage : null,
                cost,
                response == null ? null : response.length(),
                response == null || shown == 0 ? null : Redactor.standard().preview(response, shown),
                failure));
        PerformanceMetrics metrics = totals.add(
                new CompletionTotals.Ended(took, usage, cost.usd(), failure != null),
                now,
                config.performanceLogInterval());
        if (metrics != null && config.enablePerformanceTracking()) {
            LoggingFailures.guard(() -> events.emit(metrics));
        }
    }

    LlmLoggingConfig config() {
        return config;
    }

    private void emit(Supplier<Event> event) {
        if (config.enableCompletionLogging()) {
            LoggingFailures.guard(() -> {
                Event built = event.get();
                if (built.level().toInt() >= config.completionLogLevel().toInt()) {
                    events.emit(built);
                }
            });
        }
    }

    /** Options of a logger. Not thread-safe. */
    public static final class Builder {
        private EventSink events = EventSink.slf4j();
        private LlmLoggingConfig config = LlmLoggingConfig.DEFAULTS;
        private TimeSource time = TimeSource.system();
        private @Nullable String sessionId;

        private Builder() {}

        /** Where events go; SLF4J by default. */
        public Builder events(EventSink sink) {
            this.events = sink;
            return this;
        }

        /** The settings; the shipped ones by default. */
        public Builder config(LlmLoggingConfig settings) {
            this.config = settings;
            return this;
        }

        /** What measures response times; the machine's clocks by default. */
        public Builder time(TimeSource source) {
            this.time = source;
            return this;
        }

        /** What joins the events; random by default. */
        public Builder sessionId(String id) {
            this.sessionId = id;
            return this;
        }

        /** Begins the session. */
        public LlmCompletionLogger build() {
            return new LlmCompletionLogger(this);
        }
    }
}

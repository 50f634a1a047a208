package dev.sluice.logging.llm;

import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.context.RequestIds;
import dev.sluice.logging.event.CompletionRef;
import dev.sluice.logging.event.CompletionRequest;
import dev.sluice.logging.event.CompletionResponse;
import dev.sluice.logging.event.ContentMode;
import dev.sluice.logging.event.CostEstimate;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.PerformanceMetrics;
import dev.sluice.logging.event.SampledEvent;
import dev.sluice.logging.event.Sampler;
import dev.sluice.logging.event.ShownText;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.event.TradingDecision;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.logging.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Logs what models are asked and what they answer, with tokens, cost and time, for one session of a bot. Thread-safe; no method throws
 * because of logging.
 *
 * <pre>{@code
 * try (LoggedCompletion c = logger.request(CompletionPrompt.of(model, prompt).temperature(0.1))) {
 *     …
 *     c.success(answer, TokenUsage.of(150, 75), costOfTheAnswer);
 *     logger.decision(c.decision("LONG", "momentum"));
 * }
 * }</pre>
 */
public final class LlmCompletionLogger {
    private final EventSink events;
    private final EventSink audit;
    private final LlmLoggingConfig config;
    private final ContentMode content;
    private final CostEstimator costs;
    private final TimeSource time;
    private final String sessionId;
    private final Map<String, Object> market;
    private final AtomicLong started;
    private final CompletionTotals totals;

    private LlmCompletionLogger(Builder builder) {
        this.events = builder.events.sampled(builder.sampler);
        this.audit = builder.audit;
        this.config = builder.config;
        this.content = config.shows(builder.environment);
        this.costs = new CostEstimator(builder.prices, config.prices());
        this.time = builder.time;
        String given = builder.sessionId;
        this.sessionId = given == null ? RequestIds.nextSession() : given;
        this.market = Map.of();
        this.started = new AtomicLong();
        this.totals = new CompletionTotals(sessionId, time.nanoTime());
    }

    private LlmCompletionLogger(LlmCompletionLogger of, Map<String, Object> market) {
        this.events = of.events;
        this.audit = of.audit;
        this.config = of.config;
        this.content = of.content;
        this.costs = of.costs;
        this.time = of.time;
        this.sessionId = of.sessionId;
        this.market = Redactor.standard().fields(market);
        this.started = of.started;
        this.totals = of.totals;
    }

    /** The same session, whose requests show these figures of the market unless a prompt has its own: for clients that make the prompts. */
    public LlmCompletionLogger market(Map<String, Object> figures) {
        return new LlmCompletionLogger(this, figures);
    }

    /** Starts with the shipped settings, SLF4J and the machine's clocks. */
    public static Builder builder() {
        return new Builder();
    }

    /** What joins this logger's events: given, or eight random hexadecimal digits. */
    public String sessionId() {
        return sessionId;
    }

    /** The settings in force. */
    public LlmLoggingConfig config() {
        return config;
    }

    /** Logs that a model is about to be asked, under the id of this thread's {@link LogContext#request request} or a new one; the result must be closed. */
    public LoggedCompletion request(CompletionPrompt prompt) {
        CompletionRef completion = new CompletionRef(sessionId, RequestIds.currentOrNext(), started.incrementAndGet());
        Supplier<Event> request = () -> new CompletionRequest(
                completion,
                prompt.model(),
                prompt.temperature(),
                prompt.maxTokens(),
                ShownText.of(prompt.prompt(), content, config.logPromptPreviewLength()),
                shownMarket(prompt));
        boolean sampledOut = !events.wants("completion_request", Level.INFO, completion.requestId());
        if (!sampledOut) {
            emit(Level.INFO, request);
        }
        return new LoggedCompletion(this, completion, prompt.model(), time.nanoTime(), sampledOut ? request : null);
    }

    private Map<String, Object> shownMarket(CompletionPrompt prompt) {
        if (!config.logMarketContext()) {
            return Map.of();
        }
        return prompt.marketContext().isEmpty() ? market : prompt.marketContext();
    }

    /** Begins the record of what was decided upon the answer with this request id. */
    public TradingDecision decisionOn(String requestId, String action, String rationale) {
        return TradingDecision.of(sessionId, requestId, action, rationale);
    }

    /**
     * Logs what was decided upon an answer; start it with {@link LoggedCompletion#decision}. The audit's sink gets it whatever the settings say.
     */
    public void decision(TradingDecision decision) {
        emit(Level.INFO, () -> decision);
        LoggingFailures.guard(() -> audit.emit(decision));
    }

    /** The session's figures up to now: of all completions, whatever of them was logged. */
    public PerformanceMetrics snapshot() {
        return totals.snapshot(time.nanoTime());
    }

    /** Called once for each completion. */
    void ended(LoggedCompletion ended, @Nullable CompletionAnswer answer, @Nullable Failure failure) {
        long now = time.nanoTime();
        Duration took = Duration.ofNanos(now - ended.startedNanos());
        CostEstimate cost = answer == null ? CostEstimate.UNKNOWN : costs.estimate(ended.model(), answer);
        TokenUsage usage = answer == null ? null : answer.usage();
        PerformanceMetrics metrics = totals.add(
                new CompletionTotals.Ended(ended.model(), took, usage, cost.usd(), failure != null),
                now,
                config.performanceLogInterval());
        log(ended, answer, cost, took, failure);
        if (metrics != null && config.enablePerformanceTracking()) {
            LoggingFailures.guard(() -> events.emit(metrics));
        }
    }

    private void log(
            LoggedCompletion ended,
            @Nullable CompletionAnswer answer,
            CostEstimate cost,
            Duration took,
            @Nullable Failure failure) {
        Level level = CompletionResponse.level(failure);
        String requestId = ended.completion().requestId();
        Supplier<Event> late = ended.sampledOut();
        if (failure != null && late != null && config.completionLogLevel().toInt() <= Level.INFO.toInt()) {
            emit(Level.INFO, () -> SampledEvent.late(late.get()));
        }
        if (events.wants("completion_response", level, requestId)) {
            boolean tracked = config.enableTokenUsageTracking();
            emit(
                    level,
                    () -> new CompletionResponse(
                            ended.completion(),
                            ended.model(),
                            took,
                            tracked && answer != null ? answer.usage() : null,
                            tracked && (answer == null || answer.usage() == null),
                            cost,
                            ShownText.of(
                                    answer == null ? null : answer.text(), content, config.logResponsePreviewLength()),
                            answer == null ? null : answer.model(),
                            answer == null ? null : answer.finishReason(),
                            failure));
        }
    }

    private void emit(Level level, Supplier<Event> event) {
        if (config.enableCompletionLogging()
                && level.toInt() >= config.completionLogLevel().toInt()) {
            LoggingFailures.guard(() -> events.emit(event.get()));
        }
    }

    /** Options of a logger. Not thread-safe. */
    public static final class Builder {
        private EventSink events = EventSink.slf4j();
        private EventSink audit = EventSink.none();
        private LlmLoggingConfig config = LlmLoggingConfig.DEFAULTS;
        private Sampler sampler = Sampler.ALL;
        private ModelPrices prices = model -> null;
        private String environment = LoggingConfig.DEFAULTS.environment();
        private TimeSource time = TimeSource.system();
        private @Nullable String sessionId;

        private Builder() {}

        /** Where events go; SLF4J by default. */
        public Builder events(EventSink sink) {
            this.events = sink;
            return this;
        }

        /** Where decisions go as well, whether completions are logged or not; nowhere by default. */
        public Builder audit(EventSink sink) {
            this.audit = sink;
            return this;
        }

        /** The settings; the shipped ones by default. */
        public Builder config(LlmLoggingConfig settings) {
            this.config = settings;
            return this;
        }

        /** The level, over what the settings say. */
        public Builder level(Level level) {
            this.config = config.level(level);
            return this;
        }

        /** The file, over what the settings say; {@code JsonLogging.completions} opens it. */
        public Builder file(Path file) {
            this.config = config.file(file);
            return this;
        }

        /** How much of texts is shown, over what the settings say. */
        public Builder content(ContentMode mode) {
            this.config = config.content(mode);
            return this;
        }

        /** Which completions are logged where not all can be; all by default. The figures count all. */
        public Builder sampler(Sampler which) {
            this.sampler = which;
            return this;
        }

        /** Current prices, asked before the settings' own; none by default. */
        public Builder prices(ModelPrices current) {
            this.prices = current;
            return this;
        }

        /** Where the bot runs: in {@code production} texts are hashed unless the settings say otherwise; by default as in {@link LoggingConfig}. */
        public Builder environment(String name) {
            this.environment = name;
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

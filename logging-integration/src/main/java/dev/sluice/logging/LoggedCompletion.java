package dev.sluice.logging;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A completion whose request is logged and whose end will be: by the first of {@link #success}, {@link #failure} and {@link #close}. Safe to
 * end on another thread.
 */
public final class LoggedCompletion implements AutoCloseable {
    private final LlmCompletionLogger logger;
    private final CompletionRef completion;
    private final String model;
    private final long startedNanos;
    private final AtomicBoolean ended = new AtomicBoolean();

    LoggedCompletion(LlmCompletionLogger logger, CompletionRef completion, String model, long startedNanos) {
        this.logger = logger;
        this.completion = completion;
        this.model = model;
        this.startedNanos = startedNanos;
    }

    /** Joins the events of this completion. */
    public String requestId() {
        return completion.requestId();
    }

    /**
     * The model has answered.
     *
     * @param response the whole answer
     * @param usage as the provider counted it; null if it did not
     * @param costUsd as the provider told it, in US dollars; null if it did not: the configured price of the model counts then, if there is one
     */
    public void success(String response, @Nullable TokenUsage usage, @Nullable BigDecimal costUsd) {
        if (ended.compareAndSet(false, true)) {
            CostEstimate cost = costUsd != null
                    ? CostEstimate.ofProvider(costUsd)
                    : CostEstimate.ofTable(logger.config().prices().get(model), usage);
            logger.ended(this, response, usage, cost, null);
        }
    }

    /** The model has not answered, or not usably. */
    public void failure(Throwable error) {
        end(Failure.of(error, false));
    }

    /** Logs that the completion was abandoned, unless its end is logged already. */
    @Override
    public void close() {
        end(Failure.of("abandoned", "neither answered nor failed", false));
    }

    /** Begins the record of what was decided upon the answer. */
    public TradingDecision decision(String action, String rationale) {
        return TradingDecision.of(completion.sessionId(), completion.requestId(), action, rationale);
    }

    private void end(Failure failure) {
        if (ended.compareAndSet(false, true)) {
            logger.ended(this, null, null, CostEstimate.UNKNOWN, failure);
        }
    }

    CompletionRef completion() {
        return completion;
    }

    String model() {
        return model;
    }

    long startedNanos() {
        return startedNanos;
    }
}

package dev.sluice.logging.llm;

import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.event.CompletionRef;
import dev.sluice.logging.event.CompletionResponse;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.event.TradingDecision;
import dev.sluice.logging.failure.LoggingFailures;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A completion whose request is logged and whose end will be: by the first of {@link #success}, {@link #failure}, {@link #cancelled} and
 * {@link #close}. Safe to end on another thread.
 */
public final class LoggedCompletion implements AutoCloseable {
    private final LlmCompletionLogger logger;
    private final CompletionRef completion;
    private final String model;
    private final long startedNanos;
    private final @Nullable Supplier<Event> sampledOut;
    private final AtomicBoolean ended = new AtomicBoolean();

    LoggedCompletion(
            LlmCompletionLogger logger,
            CompletionRef completion,
            String model,
            long startedNanos,
            @Nullable Supplier<Event> sampledOut) {
        this.logger = logger;
        this.completion = completion;
        this.model = model;
        this.startedNanos = startedNanos;
        this.sampledOut = sampledOut;
    }

    /** Joins the events of this completion. */
    public String requestId() {
        return completion.requestId();
    }

    /** A scope in which calls take over this completion's id, so that their lines and its own are joined; close it on the same thread. */
    public LogContext context() {
        return LogContext.request(completion.requestId());
    }

    /**
     * The model has answered.
     *
     * @param response the whole answer
     * @param usage as the provider counted it; null if it did not
     * @param costUsd as the provider told it, in US dollars; null if it did not: the price of the model counts then, if it is known
     */
    public void success(String response, @Nullable TokenUsage usage, @Nullable BigDecimal costUsd) {
        success(CompletionAnswer.of(response).usage(usage).costUsd(costUsd));
    }

    /** The model has answered. */
    public void success(CompletionAnswer answer) {
        end(answer, null);
    }

    /** The model has not answered, or not usably. */
    public void failure(Throwable error) {
        end(null, () -> Failure.of(error, false));
    }

    /** The answer broke off: what came of it is logged, and what it cost. */
    public void failure(Throwable error, CompletionAnswer partial) {
        end(partial, () -> Failure.of(error, false));
    }

    /** The caller did not want the rest of the answer ({@code error_type: cancelled}, a warning). */
    public void cancelled(CompletionAnswer partial) {
        end(partial, () -> Failure.of(CompletionResponse.CANCELLED, "given up by the caller", false));
    }

    /** Logs that the completion was abandoned, unless its end is logged already. */
    @Override
    public void close() {
        end(null, () -> Failure.of("abandoned", "neither answered nor failed", false));
    }

    /** Begins the record of what was decided upon the answer. */
    public TradingDecision decision(String action, String rationale) {
        return TradingDecision.of(completion.sessionId(), completion.requestId(), action, rationale);
    }

    private void end(@Nullable CompletionAnswer answer, @Nullable Supplier<Failure> failure) {
        if (ended.compareAndSet(false, true)) {
            LoggingFailures.guard(() -> logger.ended(this, answer, failure == null ? null : failure.get()));
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

    /** The request's event, if it was left out when it happened: an end in failure asks for it. */
    @Nullable
    Supplier<Event> sampledOut() {
        return sampledOut;
    }
}

package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.foundation.TimeSource;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Repeats what may be repeated. Resilience4j decides and counts; the waiting is ours, by the time source, within the call's deadline, and
 * with no permit held.
 */
final class RetryStage implements Stage {
    private final RetryConfig config;
    private final Retry retry;
    private final RetryBudget budget;
    private final Backoff backoff;
    private final TimeSource time;
    private final Listeners listeners;
    private final Stage next;

    RetryStage(
            RetryConfig config, RetryBudget budget, Backoff backoff, TimeSource time, Listeners listeners, Stage next) {
        this.config = config;
        this.budget = budget;
        this.backoff = backoff;
        this.time = time;
        this.listeners = listeners;
        this.next = next;
        this.retry = Retry.of(
                "calls",
                io.github.resilience4j.retry.RetryConfig.custom()
                        .maxAttempts(config.maxAttempts())
                        .intervalBiFunction(
                                (attempt, failure) -> backoff.waitMillis(attempt, (ClientException) failure.getLeft()))
                        .build());
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        budget.countCall();
        Retry.AsyncContext<Object> context = retry.asyncContext();
        while (true) {
            try {
                Object answer = next.run(call, invocation);
                context.onComplete();
                return answer;
            } catch (ClientException failure) {
                long waitMillis = mayRepeat(call, failure) ? context.onError(failure) : -1;
                if (waitMillis < 0 || !fits(call, waitMillis) || !affordable(failure)) {
                    throw failure;
                }
                listeners.retryScheduled(call, waitMillis, failure);
                if (!sleep(call, waitMillis)) {
                    throw failure;
                }
            }
        }
    }

    private boolean mayRepeat(Call call, ClientException failure) {
        boolean allowed =
                call.retry() != RetryClass.BILLED || config.billed() || failure instanceof RequestNotSentException;
        return allowed
                && failure.isRetryable()
                && call.options().mayRetry()
                && !call.isCancelled()
                && isAttempt(failure);
    }

    /** Whether an exchange failed; a refusal by our own limiter or breaker is not made better by asking again. */
    private static boolean isAttempt(ClientException failure) {
        if (failure instanceof RequestNotSentException) {
            return failure.getCause() instanceof IOException;
        }
        return !(failure instanceof DecodingException);
    }

    private static boolean fits(Call call, long waitMillis) {
        return Duration.ofMillis(waitMillis).compareTo(call.left()) < 0;
    }

    private boolean affordable(ClientException failure) {
        return backoff.isTimed(failure) || budget.tryRepeat();
    }

    /** False if the wait was broken off, by an interrupt (which stays set) or because the call was cancelled. */
    private boolean sleep(Call call, long waitMillis) {
        long end = time.nanoTime() + Duration.ofMillis(waitMillis).toNanos();
        for (long left = end - time.nanoTime(); left > 0; left = end - time.nanoTime()) {
            if (Thread.currentThread().isInterrupted() || call.isCancelled()) {
                return false;
            }
            time.parkNanos(this, left);
        }
        return !Thread.currentThread().isInterrupted() && !call.isCancelled();
    }
}

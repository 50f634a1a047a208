package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners, each kept from doing harm. Makes nothing while there are none. Thread-safe. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(CallListener.class);

    private final CallListener[] all;
    private final AtomicLong failures = new AtomicLong();

    Listeners(List<CallListener> listeners) {
        this.all = listeners.toArray(new CallListener[0]);
    }

    boolean isEmpty() {
        return all.length == 0;
    }

    void started(Call call) {
        tell(CallListener::onStarted, call, Duration.ZERO, null);
    }

    /** Of the attempt that comes next. */
    void permit(Call call, Duration waited) {
        if (all.length > 0) {
            tell(CallListener::onPermit, step(call, call.attempts() + 1, waited, null, null));
        }
    }

    /** Of the attempt that comes next: it counts as begun when it has been signed. */
    void attemptStarted(Call call) {
        if (all.length > 0) {
            tell(CallListener::onAttemptStarted, nextAttempt(call));
        }
    }

    static CallStep nextAttempt(Call call) {
        return step(call, call.attempts() + 1, Duration.ZERO, null, null);
    }

    void attemptEnded(Call call, int attempt, Duration duration, @Nullable ClientException failure) {
        if (all.length > 0) {
            tell(CallListener::onAttemptEnded, step(call, attempt, duration, call.effectiveStatus(), failure));
        }
    }

    void retryScheduled(Call call, long pauseMillis, ClientException failure) {
        if (all.length > 0) {
            tell(CallListener::onRetryScheduled, call, Duration.ofMillis(pauseMillis), failure);
        }
    }

    void firstEvent(Call call) {
        if (all.length > 0) {
            tell(CallListener::onFirstEvent, call, call.elapsed(), null);
        }
    }

    void streamEnded(Call call, Duration duration, @Nullable ClientException failure) {
        tell(CallListener::onStreamEnded, call, duration, failure);
    }

    void circuitChanged(CircuitChange change) {
        tell(CallListener::onCircuitChanged, change);
    }

    void ended(CallRecord call) {
        tell(CallListener::onCall, call);
    }

    private void tell(
            BiConsumer<CallListener, CallStep> method, Call call, Duration duration, @Nullable ClientException why) {
        if (all.length > 0) {
            tell(method, step(call, call.attempts(), duration, call.effectiveStatus(), why));
        }
    }

    private static CallStep step(
            Call call, int attempt, Duration duration, @Nullable Integer status, @Nullable ClientException failure) {
        return new CallStep(
                call.provider(),
                call.operation().name(),
                call.requestId(),
                call.options().tags(),
                attempt,
                duration,
                status,
                failure);
    }

    private <E> void tell(BiConsumer<CallListener, E> method, E event) {
        for (CallListener listener : all) {
            try {
                method.accept(listener, event);
            } catch (Throwable thrownByListener) {
                // of any kind: it stands between a permit and its release
                failed(listener, thrownByListener);
            }
        }
    }

    /** Logs the first, second, fourth, eighth …: a listener that fails, fails at every step. */
    private void failed(CallListener listener, Throwable thrown) {
        long count = failures.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "call listener {} failed ({} failures of listeners so far)",
                    listener.getClass().getName(),
                    count,
                    Causes.redacted(thrown));
        }
    }
}

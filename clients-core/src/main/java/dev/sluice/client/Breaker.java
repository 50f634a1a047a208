package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.foundation.TimeSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One circuit. A failure is a server that fails or does not answer; a caller's fault (4xx) is an answer, hence a success; a 429, an
 * unreadable answer and a caller who gives up say nothing. Thread-safe.
 */
final class Breaker {
    private final CircuitBreaker circuit;
    private final TimeSource time;
    private volatile long openUntilNanos;
    private volatile boolean open;

    Breaker(String name, BreakerConfig config, TimeSource time) {
        this.time = time;
        this.circuit = CircuitBreaker.of(name, config(config, time));
        circuit.getEventPublisher().onStateTransition(event -> {
            openUntilNanos = time.nanoTime() + config.waitOpen().toNanos();
            open = event.getStateTransition().getToState() == CircuitBreaker.State.OPEN;
        });
    }

    private static CircuitBreakerConfig config(BreakerConfig config, TimeSource time) {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold((float) (config.failureRate().value() * 100))
                .slidingWindow(config.window(), config.window(), CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slowCallRateThreshold(100)
                .slowCallDurationThreshold(Duration.ofDays(1))
                .waitDurationInOpenState(config.waitOpen())
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(new TimeSourceClock(time))
                .currentTimestampFunction(ignored -> time.nanoTime(), TimeUnit.NANOSECONDS)
                .build();
    }

    String name() {
        return circuit.getName();
    }

    /** Whether everything is refused now; takes nothing. */
    boolean isOpen() {
        return open && time.nanoTime() - openUntilNanos <= 0;
    }

    /** Takes the right to depart, one of few when half-open; each that is granted must be followed by {@link #ended}. */
    boolean tryDepart() {
        return circuit.tryAcquirePermission();
    }

    /** Says what became of a departure. */
    void ended(long durationNanos, Ending ending, boolean givenUp) {
        ClientException failure = ending.failure();
        if (givenUp || ending.cancelled() || saysNothing(failure)) {
            circuit.releasePermission();
        } else if (isFailure(failure)) {
            circuit.onError(durationNanos, TimeUnit.NANOSECONDS, failure);
        } else {
            circuit.onSuccess(durationNanos, TimeUnit.NANOSECONDS);
        }
    }

    private static boolean saysNothing(@Nullable ClientException failure) {
        return failure instanceof RateLimitedException
                || failure instanceof DecodingException
                || (failure instanceof RequestNotSentException && !(failure.getCause() instanceof IOException));
    }

    private static boolean isFailure(@Nullable ClientException failure) {
        return failure instanceof ServerErrorException
                || failure instanceof TransportException
                || failure instanceof TruncatedStreamException
                || failure instanceof RequestNotSentException;
    }
}

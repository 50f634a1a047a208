package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.Cancellation;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One circuit. A failure is a server that fails or does not answer; a caller's fault (4xx) is an answer, hence a success, and so is a
 * refusal on purpose; a 408, 425 or 429, an unreadable answer and a caller who gives up say nothing. Thread-safe.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final CircuitBreaker circuit;
    private final String provider;
    private final @Nullable String group;
    private final Listeners listeners;
    private final TimeSource time;
    private final AtomicReference<Cancellation> nextOpening = new AtomicReference<>(new Cancellation());
    private volatile long openUntilNanos;

    Breaker(String provider, @Nullable String group, BreakerConfig config, TimeSource time, Listeners listeners) {
        this.provider = provider;
        this.group = group;
        this.listeners = listeners;
        this.time = time;
        this.circuit = CircuitBreaker.of(name(provider, group), config(config, time));
        circuit.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition(), config.waitOpen()));
    }

    private void changed(CircuitBreaker.StateTransition change, Duration waitOpen) {
        if (change.getToState() == CircuitBreaker.State.OPEN) {
            openUntilNanos = time.nanoTime() + waitOpen.toNanos();
            nextOpening.getAndSet(new Cancellation()).cancel();
            LOG.warn("circuit {} opened: everything is refused for {} ms", name(), waitOpen.toMillis());
        } else {
            LOG.info("circuit {} is {}", name(), word(change.getToState()));
        }
        listeners.circuitChanged(
                new CircuitChange(provider, group, state(change.getFromState()), state(change.getToState()), waitOpen));
    }

    private static CircuitChange.State state(CircuitBreaker.State state) {
        return CircuitChange.State.valueOf(state.name());
    }

    static String name(String provider, @Nullable String group) {
        return group == null ? provider : provider + "/" + group;
    }

    private static String word(CircuitBreaker.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
        return circuit.getState() == CircuitBreaker.State.OPEN && time.nanoTime() - openUntilNanos <= 0;
    }

    /**
     * Ends the waits of those who queue when the circuit opens. To be asked for before {@link #isOpen()}: an opening in between cancels this
     * one, and one before shows there.
     */
    Cancellation nextOpening() {
        return Objects.requireNonNull(nextOpening.get());
    }

    /**
     * Takes the right to depart, the only one when half-open; each that is granted must be followed by {@link Departure#ended}. Null if
     * there is none.
     */
    @Nullable
    Departure tryDepart() {
        return circuit.tryAcquirePermission() ? new Departure(nextOpening(), time.nanoTime()) : null;
    }

    private void ended(long durationNanos, Ending ending, boolean givenUp, boolean refusedOnPurpose) {
        ClientException failure = ending.failure();
        if (givenUp || ending.cancelled() || saysNothing(failure)) {
            circuit.releasePermission();
        } else if (isFailure(failure) && !refusedOnPurpose) {
            circuit.onError(durationNanos, TimeUnit.NANOSECONDS, failure);
        } else {
            circuit.onSuccess(durationNanos, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * An attempt that has departed. One that the circuit's opening has left behind says nothing: it holds no slot, and what it brings is
     * older than what opened the circuit.
     */
    final class Departure {
        private final Cancellation era;
        private final long startNanos;

        private Departure(Cancellation era, long startNanos) {
            this.era = era;
            this.startNanos = startNanos;
        }

        /** A stream has begun: of a server that is probed this is the answer, however long the stream then takes. */
        void begun() {
            if (isOfNow() && circuit.getState() == CircuitBreaker.State.HALF_OPEN) {
                circuit.onSuccess(time.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
            }
        }

        void ended(Ending ending, boolean givenUp, boolean refusedOnPurpose) {
            if (isOfNow()) {
                Breaker.this.ended(time.nanoTime() - startNanos, ending, givenUp, refusedOnPurpose);
            }
        }

        private boolean isOfNow() {
            return nextOpening.get() == era;
        }
    }

    private static boolean saysNothing(@Nullable ClientException failure) {
        return failure instanceof RateLimitedException
                || (failure instanceof ServerErrorException refusal && refusal.status() < 500)
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

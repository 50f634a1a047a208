package dev.sluice.ratelimit;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Limiters in virtual time, completing on the thread that settles, and short words for what tests do with them. What is got is kept, because a
 * permit that nobody can reach is taken back whenever the garbage collector finds it.
 */
final class Fixture {
    static final Duration DELAY = Duration.ofMillis(100);

    final VirtualTime time = VirtualTime.manual();
    final Limiters limiters;
    final Limiter limiter;
    private final List<Object> kept = new ArrayList<>();

    Fixture(LimitsConfig config) {
        limiters = Limiters.builder(provider -> config)
                .time(time)
                .executor(Runnable::run)
                .build();
        limiter = limiters.limiter("exa");
    }

    static Fixture paced() {
        return new Fixture(LimitsConfig.of(1_000, DELAY));
    }

    static Fixture gate(int maxConcurrent) {
        return new Fixture(LimitsConfig.of(maxConcurrent, Duration.ZERO));
    }

    static AcquireRequest one() {
        return AcquireRequest.one();
    }

    CompletableFuture<Permit> ask() {
        return ask(one());
    }

    CompletableFuture<Permit> ask(AcquireRequest request) {
        return keep(limiter.acquireAsync(request));
    }

    CompletableFuture<Permit> ask(Priority priority) {
        return ask(one().priority(priority));
    }

    TryAcquireResult.Refused refusedNow(AcquireRequest request) {
        return (TryAcquireResult.Refused) limiter.tryAcquire(request);
    }

    void advanceMillis(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** Asks, and fails unless it is granted at once. */
    Permit take() {
        return take(one());
    }

    Permit take(AcquireRequest request) {
        return keep(((TryAcquireResult.Granted) limiter.tryAcquire(request)).permit());
    }

    /** Lets nobody find it lost, nor a permit that it will come to hold. */
    <T> T keep(T something) {
        kept.add(something);
        return something;
    }
}

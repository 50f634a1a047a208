package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import dev.sluice.benchmarks.peers.Limits;
import java.time.Duration;
import java.util.function.Function;

/**
 * Turns enough for the compiler. At a thousand starts per second it is at work for ten seconds and more, and would be most of the CPU that is
 * measured.
 */
final class WarmUp {
    private static final Limits LIMITS = Limits.paced(8, Duration.ofNanos(20_000));

    private final Crowd crowd;
    private final Duration length;

    WarmUp(Crowd crowd, Duration length) {
        this.crowd = crowd;
        this.length = length;
    }

    /** One contender, with limits that let it run fast and yet make everybody wait. */
    void of(Function<Limits, ? extends Chain<?>> contender) throws InterruptedException {
        try (Chain<?> chain = contender.apply(LIMITS)) {
            crowd.run(length, caller -> chain.pass());
        }
    }
}

package dev.sluice.benchmarks.peers;

import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Who is measured. */
public enum Contender {
    /** One limiter. */
    SLUICE("Sluice", SluiceChain::of),
    /** The same, given a part of a core for the accuracy of its starts. */
    SLUICE_SPINNING("Sluice, spin 200 us", SluiceChain::spinning),
    /** Bulkhead and one rate limiter, or two with a quota. */
    RESILIENCE4J("Resilience4j", Resilience4jChain::new),
    /** Fair semaphore, and one bucket for pacing and quota. */
    BUCKET4J("Semaphore+Bucket4j", limits -> new SemaphoreChain(fair(limits), Rates.bucket4j(limits))),
    /** The same with the clock Bucket4j ships with. */
    BUCKET4J_MILLIS(
            "Semaphore+Bucket4j ms", limits -> new SemaphoreChain(fair(limits), Rates.bucket4jInMillis(limits))),
    /** Fair semaphore and one rate limiter, or two with a quota. */
    GUAVA("Semaphore+Guava", limits -> new SemaphoreChain(fair(limits), Rates.guava(limits))),
    /** Bulkhead, smooth limiter, and a bursty one for a quota. */
    FAILSAFE("Failsafe", FailsafeChain::new),
    /** Concurrency alone, in order. */
    SEMAPHORE_FAIR("Semaphore fair", limits -> new SemaphoreChain(fair(limits), Rates.none())),
    /** Concurrency alone, in no order. */
    SEMAPHORE_UNFAIR("Semaphore unfair", limits -> new SemaphoreChain(new Semaphore(limits.permits()), Rates.none()));

    private final String label;
    private final Function<Limits, Chain<?>> factory;

    Contender(String label, Function<Limits, Chain<?>> factory) {
        this.label = label;
        this.factory = factory;
    }

    private static Semaphore fair(Limits limits) {
        return new Semaphore(limits.permits(), true);
    }

    /** What tables call it. */
    public String label() {
        return label;
    }

    /** A new one that keeps these limits, as far as it can. */
    public Chain<?> chain(Limits limits) {
        return factory.apply(limits);
    }
}

package dev.sluice.examples;

import dev.sluice.experiments.Interval;

/** Turns what is known into a decision, and leaves its audit trail in the interval. Thread-safe. */
interface DecisionMaker {
    /**
     * Decides.
     *
     * @throws InterruptedException if the thread is interrupted, or the maker stopped, while it waits for a sandbox
     */
    Answer decide(String context, MarketView market, Interval interval) throws InterruptedException;

    /** Begins nothing that takes long any more; what has begun may end. */
    default void stop() {}

    /** Gives back what is still held at the providers. */
    default void abandon() {}
}

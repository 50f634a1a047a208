package dev.sluice.ratelimit.golden;

/** How a client decides when an attempt departs, and what it learns from the answer. */
interface Strategy {
    /** Runs {@code send} when this attempt may depart. */
    void depart(Attempt attempt, Runnable send);

    /** Served. */
    default void served(Attempt attempt) {}

    /** Answered 429; the same request departs again with the next number. */
    default void rejected(Attempt attempt) {}
}

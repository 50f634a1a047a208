package dev.sluice.simulators;

import java.time.Duration;

/** A documented limit on how many requests may come in a time. Not thread-safe: {@link Quotas} guards it. */
interface RequestWindow {

    /** The provider's name of the limit. */
    String name();

    /** Requests allowed in the window. */
    int limit();

    /** Requests that would be admitted now. */
    int remaining();

    /** Until a place becomes free; zero if there is one. */
    Duration untilFree();

    /** Until the place taken longest ago becomes free again; zero if none is taken. */
    Duration untilReset();

    /** Counts an admitted request. */
    void take();

    /** Told that a request was refused; some throttlers then block for a whole window. */
    default void refused() {}
}

package dev.sluice.ratelimit.spi;

import java.time.Duration;

/** What became of an {@link Ask}: everything or nothing. */
public sealed interface Answer {
    /**
     * Every part is held and charged.
     *
     * @param stampMicros the start, in microseconds by the store's clock; {@link Settlement} wants it back
     * @param expiresIn how long the permits are held without a renewal, from that start on
     */
    record Granted(long stampMicros, Duration expiresIn) implements Answer {}

    /**
     * Nothing is held and nothing was charged.
     *
     * @param stage whose limit takes the longest
     * @param reason which one
     * @param waitNeeded how long until the same question can be granted if nobody else takes anything, by the store's clock; for {@link
     *     Reason#CONCURRENCY} until the first permit expires, which may be ended before
     */
    record Refused(StageKey stage, Reason reason, Duration waitNeeded) implements Answer {}

    /** Which limit refuses. */
    enum Reason {
        /** A pause is on. */
        PAUSED,
        /** Too many permits are held. */
        CONCURRENCY,
        /** The last start is too near. */
        PACING,
        /** A window is full. */
        QUOTA
    }
}

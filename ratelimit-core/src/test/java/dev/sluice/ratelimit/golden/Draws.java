package dev.sluice.ratelimit.golden;

import java.time.Duration;

/**
 * The random numbers of one run. Each depends on the seed, the request and the attempt alone, so that every strategy meets the same server,
 * and the order of events changes nothing.
 */
final class Draws {
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final long seed;

    Draws(long seed) {
        this.seed = seed;
    }

    /** 200 to 600 ms; one in fifty takes two to four seconds. The same whichever attempt is accepted. */
    long serviceNanos(int request) {
        boolean slow = between(0, 50, request, 0, 1) == 0;
        return between(slow ? 2_000 * MILLI : 200 * MILLI, slow ? 4_000 * MILLI : 600 * MILLI, request, 0, 2);
    }

    /** One way on the wire: 1 to 20 ms, so that requests do not arrive as far apart as they departed. */
    long thereNanos(int request, int attempt) {
        return between(MILLI, 20 * MILLI, request, attempt, 3);
    }

    /** The other way. */
    long backNanos(int request, int attempt) {
        return between(MILLI, 20 * MILLI, request, attempt, 4);
    }

    /** Full jitter: anything from nothing to the bound. */
    long jitterNanos(long boundNanos, int request, int attempt) {
        return between(0, boundNanos, request, attempt, 5);
    }

    private long between(long least, long end, int request, int attempt, int purpose) {
        long mixed = mix(mix(mix(mix(seed) + request) + attempt) + purpose);
        return least + Math.floorMod(mixed, end - least);
    }

    /** The finalizer of splitmix64. */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}

package dev.sluice.ratelimit.golden;

import dev.sluice.ratelimit.Permit;

/** One request on its way, from its first attempt to the one that was served. */
final class Attempt {
    final int request;
    final long taken;
    int number = 1;
    /** What the last 429 asked for; zero before the first. */
    long retryAfterNanos;
    /** What the server said is left of its window, and when there will be more. */
    int remaining;

    long resetAt;
    /** Held while this attempt is under way, by strategies that hold one. */
    Permit permit;

    Attempt(int request, long taken) {
        this.request = request;
        this.taken = taken;
    }
}

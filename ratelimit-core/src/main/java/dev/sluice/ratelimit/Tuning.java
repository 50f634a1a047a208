package dev.sluice.ratelimit;

/**
 * How limiters work, apart from what they allow.
 *
 * @param spinNanos for how long the timer may look at the clock instead of sleeping
 * @param callSites whether permits remember where they were asked for
 */
record Tuning(long spinNanos, boolean callSites) {}

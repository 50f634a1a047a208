package dev.sluice.benchmarks.peers;

import java.time.Duration;

/**
 * What every contender is asked to keep.
 *
 * @param permits admissions held at once
 * @param delay between two starts; zero for none
 * @param quotaPerSecond starts in a second; zero for no quota
 */
public record Limits(int permits, Duration delay, long quotaPerSecond) {
    /** A rate that never makes anybody wait: one start per nanosecond. */
    public static final long NEVER_BITES = 1_000_000_000;

    /** Concurrency alone. */
    public static Limits gate(int permits) {
        return new Limits(permits, Duration.ZERO, 0);
    }

    /** Concurrency and this pacing. */
    public static Limits paced(int permits, Duration delay) {
        return new Limits(permits, delay, 0);
    }

    /** Concurrency and pacing that never make a single thread wait. */
    public static Limits idle() {
        return paced(1024, Duration.ofNanos(1));
    }

    /** The same with a quota that never bites. */
    public Limits withIdleQuota() {
        return new Limits(permits, delay, NEVER_BITES);
    }

    boolean isPaced() {
        return !delay.isZero();
    }

    boolean hasQuota() {
        return quotaPerSecond > 0;
    }

    /** The pacing as starts per period, for libraries that count: one per delay, or as many per second where the delay is too short to wait for. */
    Rate rate() {
        return delay.toNanos() < 1_000
                ? new Rate(NEVER_BITES / delay.toNanos(), Duration.ofSeconds(1))
                : new Rate(1, delay);
    }

    /** The quota in the same form. */
    Rate quota() {
        return new Rate(quotaPerSecond, Duration.ofSeconds(1));
    }

    /**
     * So many starts in a period.
     *
     * @param starts at least 1
     * @param period above zero
     */
    record Rate(long starts, Duration period) {
        double perSecond() {
            return starts * 1e9 / period.toNanos();
        }
    }
}

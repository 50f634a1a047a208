package dev.sluice.ratelimit.golden;

import dev.sluice.ratelimit.golden.HiddenLimit.Capacity;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is to be served, by how many workers, against which hidden limit.
 *
 * @param releases when each request comes to be, in order
 * @param shrinksAt when {@code before} becomes {@code after}
 */
record Scenario(
        String name, int workers, List<Long> releases, Capacity before, Capacity after, Duration shrinksAt, long seed) {
    private static final Capacity FULL = new Capacity(20, Duration.ofSeconds(10), 4);
    private static final Capacity HALF = new Capacity(10, Duration.ofSeconds(10), 2);
    private static final Duration NEVER = Duration.ofDays(365);
    private static final long BURST_EVERY_NANOS = Duration.ofSeconds(15).toNanos();

    /** Everything is there from the start. */
    static Scenario steady(int workers) {
        return new Scenario("steady overload", workers, atOnce(600), FULL, FULL, NEVER, 1_000 + workers);
    }

    /** 27 requests every 15 seconds: nine tenths of the capacity. */
    static Scenario bursty(int workers) {
        List<Long> releases = IntStream.range(0, 20 * 27)
                .mapToObj(i -> i / 27 * BURST_EVERY_NANOS)
                .toList();
        return new Scenario("bursts", workers, releases, FULL, FULL, NEVER, 2_000 + workers);
    }

    /** Everything is there from the start, and after two minutes the server allows half. */
    static Scenario shrinking(int workers) {
        return new Scenario(
                "limit halves after 120 s", workers, atOnce(600), FULL, HALF, Duration.ofSeconds(120), 3_000 + workers);
    }

    HiddenLimit limit() {
        return new HiddenLimit(before, after, shrinksAt);
    }

    boolean shrinks() {
        return !shrinksAt.equals(NEVER);
    }

    private static List<Long> atOnce(int requests) {
        return IntStream.range(0, requests).mapToObj(i -> 0L).toList();
    }
}

package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Some threads that start as fast as they may. */
final class PacingTrial {
    private static final int LOG = 1 << 18;

    private final Crowd crowd;
    private final Duration delay;

    PacingTrial(int threads, Duration delay) {
        this.crowd = Crowd.ofPlatformThreads(threads);
        this.delay = delay;
    }

    Paced run(Chain<?> chain, Duration length) throws InterruptedException {
        GrantLog log = new GrantLog(LOG);
        Crowd.Ran ran = crowd.run(length, caller -> turn(chain, log, caller));
        return new Paced(Gaps.of(log.granted(), delay.toNanos()), ran.cpuNanos(), log.size());
    }

    private static <H> void turn(Chain<H> chain, GrantLog log, int caller) throws InterruptedException {
        long asked = System.nanoTime();
        H held = chain.acquire();
        log.add(caller, asked, System.nanoTime());
        chain.release(held);
    }

    /** How many starts more than its pace a chain gives right after it was idle: what it had stored up. */
    Burst afterIdle(Chain<?> chain, Duration idle, Duration length) throws InterruptedException {
        run(chain, length.dividedBy(4));
        LockSupport.parkNanos(idle.toNanos());
        GrantLog log = new GrantLog(LOG);
        Crowd.Ran ran = crowd.run(length, caller -> turn(chain, log, caller));
        long end = ran.begun() + length.toNanos();
        long[] stamps =
                Arrays.stream(log.granted()).filter(stamp -> stamp <= end).toArray();
        double room = (double) length.toNanos() / delay.toNanos();
        return new Burst(Math.max(0, stamps.length - (long) room - 1), stamps.length / room);
    }

    /**
     * How well the pace was kept, by the callers' stamps.
     *
     * @param cpuNanos of the process
     * @param starts all of them
     */
    record Paced(Gaps gaps, long cpuNanos, int starts) {}

    /**
     * What came after a rest.
     *
     * @param extra starts beyond one per delay and the first
     * @param rate starts over those the time had room for
     */
    record Burst(long extra, double rate) {}
}

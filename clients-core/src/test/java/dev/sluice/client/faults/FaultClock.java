package dev.sluice.client.faults;

import dev.sluice.foundation.TimeSource;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time that a server moves while it lets its client wait. It moves only while the client does nothing else: its thread waits and
 * nobody looks at the clock; so what the client has been sent is always read before the time for it runs out.
 */
final class FaultClock implements TimeSource {
    private static final int QUIET_LOOKS = 3;
    private static final int MOST_LOOKS = 2_000;

    private final VirtualTime time;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong scheduled = new AtomicLong();
    private final AtomicLong fired = new AtomicLong();
    private final CountDownLatch parked = new CountDownLatch(1);
    private final ConcurrentSkipListSet<Due> dues = new ConcurrentSkipListSet<>();
    private volatile @Nullable Thread client;

    FaultClock(VirtualTime time) {
        this.time = time;
    }

    /** Says whose waiting counts: the thread that runs the pipeline. */
    void clientIs(Thread thread) {
        client = thread;
    }

    @Override
    public long nanoTime() {
        used.incrementAndGet();
        return time.nanoTime();
    }

    @Override
    public Instant instant() {
        used.incrementAndGet();
        return time.instant();
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        used.incrementAndGet();
        parked.countDown();
        time.parkNanos(blocker, nanos);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        used.incrementAndGet();
        Due due = new Due(time.nanoTime() + delay.toNanos(), scheduled.incrementAndGet());
        dues.add(due);
        Cancellable timer = time.schedule(delay, () -> {
            dues.remove(due);
            fired.incrementAndGet();
            task.run();
        });
        return () -> {
            dues.remove(due);
            timer.cancel();
        };
    }

    /** Waits until the client does nothing but wait; false if {@code over} said so first. */
    boolean awaitQuiet(Look over) {
        long seen = -1;
        int quiet = 0;
        for (int look = 0; quiet < QUIET_LOOKS; look++) {
            if (over.isOver()) {
                return false;
            }
            if (look == MOST_LOOKS) {
                throw new AssertionError("the client is never quiet: " + client);
            }
            long now = used.get();
            quiet = now == seen && isWaiting() ? quiet + 1 : 0;
            seen = now;
        }
        return true;
    }

    /** Waits until the client has looked at the clock since the mark, as it does when it reads or begins to wait. */
    void awaitUseSince(long mark, Look over) {
        for (int look = 0; used.get() == mark && look < MOST_LOOKS / 5; look++) {
            if (over.isOver()) {
                return;
            }
        }
    }

    long mark() {
        return used.get();
    }

    /** Is zero once the client has begun to wait by the clock. */
    CountDownLatch parked() {
        return parked;
    }

    /** Goes on for so long, or to the client's next limit if that is sooner; and gives it the time to notice that it is over. */
    void advance(Duration atMost, Look over) {
        long firedBefore = fired.get();
        long scheduledBefore = scheduled.get();
        time.advance(next(atMost));
        if (fired.get() > firedBefore && scheduled.get() == scheduledBefore) {
            awaitUseSince(used.get(), over);
        }
    }

    private Duration next(Duration atMost) {
        Due first = dues.isEmpty() ? null : dues.first();
        long left = first == null ? Long.MAX_VALUE : Math.max(0, first.nanos - time.nanoTime());
        return Duration.ofNanos(Math.min(left, atMost.toNanos()));
    }

    void advance(Duration duration) {
        time.advance(duration);
    }

    private boolean isWaiting() {
        Thread thread = client;
        return thread != null
                && (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    private record Due(long nanos, long number) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Comparator.comparingLong(Due::nanos)
                    .thenComparingLong(Due::number)
                    .compare(this, other);
        }
    }

    /** One look, of about a millisecond, whether there is anything left to wait for. */
    interface Look {
        boolean isOver();
    }
}

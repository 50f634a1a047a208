package dev.sluice.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SystemTimeSourceTest {
    private final TimeSource time = TimeSource.system();

    @Test
    void clocks_areTheMachines() {
        long nanosBefore = System.nanoTime();
        Instant before = Instant.now();

        assertThat(time.nanoTime() - nanosBefore).isNotNegative();
        assertThat(time.instant()).isBetween(before, before.plusSeconds(20));
    }

    @Test
    void schedule_runsOnTheDaemonTimer_notBeforeItsTime() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Long> at = new AtomicReference<>();
        long start = time.nanoTime();

        time.schedule(Duration.ofMillis(20), () -> {
            thread.set(Thread.currentThread());
            at.set(time.nanoTime());
            ran.countDown();
        });

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(thread.get().getName()).isEqualTo("sluice-timer");
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(at.get() - start).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void schedule_runsWhatIsDue_thePastAtOnce_whateverWasScheduledBefore() throws InterruptedException {
        AtomicBoolean distantRan = new AtomicBoolean();
        CountDownLatch ran = new CountDownLatch(2);
        TimeSource.Cancellable distant = time.schedule(Duration.ofHours(1), () -> distantRan.set(true));
        time.schedule(Duration.ofMillis(30), ran::countDown);
        time.schedule(Duration.ofDays(-1), ran::countDown);

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(distantRan).isFalse();
        distant.cancel();
    }

    @Test
    void cancel_callsTheTaskOff_andIsHarmlessAfterwards() throws InterruptedException {
        AtomicBoolean cancelledRan = new AtomicBoolean();
        CountDownLatch later = new CountDownLatch(1);
        TimeSource.Cancellable cancelled;
        TimeSource.Cancellable done;
        BusyTimer busy = new BusyTimer();
        cancelled = time.schedule(Duration.ZERO, () -> cancelledRan.set(true));
        cancelled.cancel();
        done = time.schedule(Duration.ofMillis(1), later::countDown);
        busy.release();

        assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(cancelledRan).isFalse();
        done.cancel();
        cancelled.cancel();
    }

    @Test
    void failedTask_doesNotStopTheTimer() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        time.schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("of no consequence");
        });
        time.schedule(Duration.ofMillis(1), ran::countDown);

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void parkNanos_returnsAtOnceWhenNothingIsLeft_andAfterTheTimeOtherwise() {
        long start = time.nanoTime();
        time.parkNanos(this, 0);
        time.parkNanos(this, -1);
        while (time.nanoTime() - start < 5_000_000) {
            time.parkNanos(this, 5_000_000);
        }

        assertThat(time.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    void waiting_lastsAtLeastTheWholeDuration_andNoneForZero() throws InterruptedException {
        long start = time.nanoTime();
        time.sleep(Duration.ZERO);
        time.sleep(Duration.ofSeconds(-1));
        time.sleep(Duration.ofMillis(5));

        assertThat(time.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    void interruptedThread_doesNotWait() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> time.sleep(Duration.ofDays(1)));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> time.sleep(Duration.ZERO));
    }

    @Test
    void interruptWhileWaiting_endsTheWait() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            started.countDown();
            try {
                time.sleep(Duration.ofDays(1));
            } catch (InterruptedException expected) {
                ended.countDown();
            }
        });
        waiter.start();
        started.await();
        waiter.interrupt();

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Keeps the timer's only thread from running what is scheduled meanwhile, however slow the machine is. */
    private final class BusyTimer {
        private final CountDownLatch over = new CountDownLatch(1);

        private BusyTimer() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            time.schedule(Duration.ZERO, () -> {
                begun.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            begun.await();
        }

        private void release() {
            over.countDown();
        }
    }
}

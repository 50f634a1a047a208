package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VirtualTimeTest {
    private final VirtualTime manual = VirtualTime.manual();
    private final VirtualTime auto = VirtualTime.autoAdvancing();
    private final List<String> ran = new ArrayList<>();

    @Test
    void clock_movesOnlyWhenAdvanced() {
        assertThat(manual.nanoTime()).isZero();
        assertThat(manual.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));

        manual.advance(Duration.ofMillis(1500));

        assertThat(manual.nanoTime()).isEqualTo(1_500_000_000);
        assertThat(manual.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:01.5Z"));
    }

    @Test
    void tasks_runInOrderOfTimeThenOfScheduling_eachAtItsInstant() {
        manual.schedule(Duration.ofSeconds(2), () -> ran.add("late at " + manual.nanoTime()));
        manual.schedule(Duration.ofSeconds(1), () -> ran.add("first at " + manual.nanoTime()));
        manual.schedule(Duration.ofSeconds(1), () -> ran.add("second at " + manual.nanoTime()));
        manual.schedule(Duration.ofSeconds(9), () -> ran.add("never"));

        manual.advance(Duration.ofSeconds(3));

        assertThat(ran).containsExactly("first at 1000000000", "second at 1000000000", "late at 2000000000");
        assertThat(manual.nanoTime()).isEqualTo(3_000_000_000L);
        assertThat(manual.scheduledTasks()).isOne();
    }

    @Test
    void taskScheduledByATask_runsInTheSameAdvance_ifDue() {
        manual.schedule(Duration.ofSeconds(1), () -> manual.schedule(Duration.ofSeconds(1), () -> ran.add("chained")));

        manual.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("chained");
    }

    @Test
    void cancelledTask_isGone() {
        TimeSource.Cancellable task = manual.schedule(Duration.ofSeconds(1), () -> ran.add("cancelled"));
        task.cancel();
        task.cancel();

        manual.advance(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
        assertThat(manual.scheduledTasks()).isZero();
    }

    @Test
    void taskOfThePast_runsAtOnceWhenAdvancedByNothing() {
        manual.schedule(Duration.ofSeconds(-1), () -> ran.add("past"));

        manual.advance(Duration.ZERO);

        assertThat(ran).containsExactly("past");
    }

    @Test
    void autoAdvancing_waitingMovesTheClockByTheWait() throws InterruptedException {
        auto.sleep(Duration.ofDays(365));

        assertThat(auto.nanoTime()).isEqualTo(Duration.ofDays(365).toNanos());
    }

    @Test
    void autoAdvancing_parkingStopsAtTheNextTask() {
        auto.schedule(Duration.ofSeconds(1), () -> ran.add("task"));

        auto.parkNanos(this, Duration.ofSeconds(5).toNanos());

        assertThat(ran).containsExactly("task");
        assertThat(auto.nanoTime()).isEqualTo(1_000_000_000);
        auto.parkNanos(this, 0);
        assertThat(auto.nanoTime()).isEqualTo(1_000_000_000);
    }

    @Test
    void manual_parkedThreadWaitsForUnpark() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread parked = new Thread(() -> {
            started.countDown();
            while (manual.nanoTime() == 0) {
                manual.parkNanos(this, 1);
            }
            ended.countDown();
        });
        parked.start();
        started.await();
        assertThat(ended.getCount()).isOne();

        manual.advance(Duration.ofNanos(1));
        LockSupport.unpark(parked);

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
}

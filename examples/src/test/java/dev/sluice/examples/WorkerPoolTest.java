package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ConcurrentLinkedQueue<Integer> worked = new ConcurrentLinkedQueue<>();

    @Test
    void everyNumber_once() throws InterruptedException {
        WorkerPool pool = new WorkerPool(50, 4);
        pool.start(worked::add);
        assertThat(pool.await(LONG)).isTrue();
        assertThat(worked)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void moreThreadsThanWork_endsToo() throws InterruptedException {
        WorkerPool pool = new WorkerPool(1, 8);
        pool.start(worked::add);
        assertThat(pool.await(LONG)).isTrue();
        assertThat(worked).containsExactly(1);
    }

    @Test
    void stop_letsWhatRunsFinish_andAdmitsNothing() throws InterruptedException {
        WorkerPool pool = new WorkerPool(10, 2);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        pool.start(number -> {
            begun.countDown();
            awaitUninterruptibly(goOn);
            worked.add(number);
        });
        begun.await();
        pool.stop();
        assertThat(pool.await(Duration.ZERO)).isFalse();
        goOn.countDown();
        assertThat(pool.await(LONG)).isTrue();
        assertThat(worked).hasSameElementsAs(List.of(1, 2));
    }

    @Test
    void exception_stopsAll_andIsThrownToWhoWaits() {
        WorkerPool pool = new WorkerPool(1000, 1);
        pool.start(number -> {
            if (number == 3) {
                throw new IllegalStateException("journal broken");
            }
            worked.add(number);
        });
        assertThatIllegalStateException().isThrownBy(() -> pool.await(LONG)).withMessage("journal broken");
        assertThat(worked).containsExactly(1, 2);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

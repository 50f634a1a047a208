package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectorThreadTest {
    private static final long FOREVER_MILLIS = 60_000;

    /** Long enough for a thread that was woken to be seen awake. */
    private static final long A_MOMENT_MILLIS = 50;

    private final SelectorThread executor = new SelectorThread();
    private final CountDownLatch parked = new CountDownLatch(1);
    private final CountDownLatch woken = new CountDownLatch(1);
    private final AtomicReference<@Nullable Boolean> early = new AtomicReference<>();
    private final Thread sleeper = new Thread(() -> {
        parked.countDown();
        LockSupport.park(this);
        woken.countDown();
    });

    private void onSelector(Runnable work) throws InterruptedException {
        sleeper.start();
        parked.await();
        Thread selector = new Thread(work, "test-SelectorManager");
        selector.start();
        assertThat(woken.await(FOREVER_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        selector.join();
        sleeper.join();
    }

    private void wakeAndLook(long millis) {
        SelectorThread.wake(sleeper);
        try {
            early.set(woken.await(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void wake_insideAPieceOfWork_comesAfterTheWholeOfIt() throws InterruptedException {
        onSelector(() -> executor.execute(() -> executor.execute(() -> wakeAndLook(A_MOMENT_MILLIS))));

        assertThat(early).hasValue(false);
    }

    @Test
    void wake_workThatFails_comesNevertheless() throws InterruptedException {
        onSelector(() -> {
            try {
                executor.execute(() -> {
                    wakeAndLook(A_MOMENT_MILLIS);
                    throw new IllegalStateException("made up");
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("made up");
            }
        });

        assertThat(early).hasValue(false);
    }

    @Test
    void wake_outsideOfWork_isAtOnce() throws InterruptedException {
        onSelector(() -> {
            executor.execute(() -> {});
            wakeAndLook(FOREVER_MILLIS);
        });

        assertThat(early).hasValue(true);
    }

    @Test
    void wake_onAnotherThread_isAtOnce() throws InterruptedException {
        sleeper.start();
        parked.await();
        executor.execute(() -> wakeAndLook(FOREVER_MILLIS));

        assertThat(early).hasValue(true);
    }
}

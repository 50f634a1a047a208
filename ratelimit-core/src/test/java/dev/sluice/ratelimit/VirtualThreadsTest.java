package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand virtual threads through one limiter of ten permits. */
@Timeout(120)
class VirtualThreadsTest {
    private static final int THREADS = 10_000;
    private static final int PERMITS = 10;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();
    private final CountDownLatch served = new CountDownLatch(THREADS);

    @TempDir
    private Path folder;

    @Test
    void tenThousandVirtualThreads_areAllServed_andNoneIsPinned() throws Exception {
        ThreadFactory virtual = virtualThreads();
        try (Limiters limiters =
                        Limiters.create(provider -> LimitsConfig.of(PERMITS, Duration.ZERO), TimeSource.system());
                Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ZERO);
            recording.start();
            Limiter limiter = limiters.limiter("exa");
            List<Permit> held = new ArrayList<>();
            for (int i = 0; i < PERMITS; i++) {
                held.add(limiter.acquire(AcquireRequest.one()));
            }
            long perFuture = bytesPerWaitingFuture(limiter);
            long before = usedBytes();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Thread thread = virtual.newThread(() -> work(limiter));
                threads.add(thread);
                thread.start();
            }
            awaitQueue(limiter);
            long perWaiter = (usedBytes() - before) / THREADS;
            long begun = System.nanoTime();
            held.forEach(Permit::close);
            assertThat(served.await(60, TimeUnit.SECONDS))
                    .as("%s not served", served.getCount())
                    .isTrue();
            long took = System.nanoTime() - begun;
            for (Thread thread : threads) {
                thread.join();
            }
            recording.stop();
            List<String> pinned = pinned(recording);
            System.out.println("virtual threads: " + THREADS + " served in " + took / 1_000_000 + " ms, pinned: "
                    + pinned.size() + ", memory per waiter: "
                    + perWaiter + " bytes with its thread, " + perFuture + " bytes as a future");
            assertThat(pinned).isEmpty();
            assertThat(highest.get()).isBetween(1, PERMITS);
            assertThat(limiter.snapshot().totals().granted()).isEqualTo(THREADS + PERMITS);
            assertThat(limiter.snapshot().provider().inFlight()).isZero();
        }
    }

    private static long bytesPerWaitingFuture(Limiter limiter) {
        long before = usedBytes();
        List<CompletableFuture<Permit>> waiting = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            waiting.add(limiter.acquireAsync(AcquireRequest.one()));
        }
        long bytes = usedBytes() - before;
        waiting.forEach(future -> future.cancel(true));
        return bytes / THREADS;
    }

    private void work(Limiter limiter) {
        try (Permit permit = limiter.acquire(AcquireRequest.one())) {
            highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            if (!permit.waited().isNegative()) {
                served.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQueue(Limiter limiter) {
        while (limiter.snapshot().provider().queueLength() < THREADS) {
            Thread.yield();
        }
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private List<String> pinned(Recording recording) throws IOException {
        Path file = Files.createTempFile(folder, "pinned", ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(PINNED))
                .map(event -> event.toString())
                .toList();
    }

    private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            String notice = "SKIPPED: virtual threads (expected: JDK 21 or later, this is "
                    + Runtime.version().feature() + ")";
            System.out.println(notice);
            Assumptions.abort(notice);
        }
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.TimeSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads charge, settle and are throttled at once, on the machine's clocks; in the end everything adds up, in memory and in the file. */
@Timeout(60)
class SettleThreadsTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 300;
    private static final LimitsConfig CONFIG = LimitsConfig.of(4, Duration.ZERO)
            .withQuotas(
                    QuotaConfig.sliding("tokens", 1_000_000, Duration.ofDays(1)),
                    QuotaConfig.budget("usd", new BigDecimal("1000"), Duration.ofDays(1)))
            .withAdaptive(new AdaptiveConfig(null, Duration.ofNanos(100_000)));

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @TempDir
    Path directory;

    @Test
    void everySettlement_isCountedOnce_inMemoryAndInTheFile() throws Exception {
        AtomicLong used = new AtomicLong();
        Path file = directory.resolve("limits.state");
        try (Limiters limiters = limiters(file)) {
            Limiter limiter = limiters.limiter("openrouter");
            all(thread -> {
                for (int i = 0; i < ROUNDS; i++) {
                    AcquireRequest request =
                            AcquireRequest.one().cost("tokens", 50).cost("usd", new BigDecimal("0.05"));
                    try (Permit permit = limiter.acquire(request)) {
                        long actual = (thread * 31 + i) % 100;
                        assertThat(permit.settle("tokens", actual)).isTrue();
                        permit.settle("usd", BigDecimal.valueOf(actual, 3));
                        used.addAndGet(actual);
                    }
                    if (i % 50 == 0) {
                        limiter.feedback(ServerFeedback.throttled(Target.account()));
                    }
                }
            });
            check(limiter.snapshot(), used.get());
            assertThat(limiter.snapshot().totals().granted()).isEqualTo(THREADS * ROUNDS);
            assertThat(limiter.snapshot().provider().inFlight()).isZero();
        }
        try (Limiters limiters = limiters(file)) {
            check(limiters.limiter("openrouter").snapshot(), used.get());
        }
    }

    private static void check(LimiterSnapshot snapshot, long used) {
        assertThat(snapshot.provider().quotas().get(0).remaining()).isEqualTo(1_000_000 - used);
        assertThat(snapshot.provider().budgets().get(0).remaining())
                .isEqualByComparingTo(new BigDecimal("1000").subtract(BigDecimal.valueOf(used, 3)));
    }

    @Test
    void onePermitSettledByAll_isSettledByOne() throws Exception {
        try (Limiters limiters = limiters(directory.resolve("limits.state"))) {
            Limiter limiter = limiters.limiter("openrouter");
            CyclicBarrier together = new CyclicBarrier(THREADS);
            for (int i = 0; i < 50; i++) {
                Permit permit = limiter.acquire(AcquireRequest.one().cost("tokens", 100));
                AtomicLong settled = new AtomicLong();
                all(thread -> {
                    together.await();
                    if (thread == 0) {
                        permit.close();
                    }
                    settled.addAndGet(permit.settle("tokens", 10) ? 1 : 0);
                });
                assertThat(settled).hasValue(1);
            }

            assertThat(limiter.snapshot().totals().charged()).containsEntry("tokens", 500L);
        }
    }

    @Test
    void remaining_isNeverExceeded_byAnyNumberOfThreads() throws Exception {
        try (Limiters limiters =
                Limiters.create(provider -> LimitsConfig.of(10_000, Duration.ZERO), TimeSource.system())) {
            Limiter limiter = limiters.limiter("exa");
            for (int round = 0; round < 20; round++) {
                String group = "round" + round;
                limiter.feedback(ServerFeedback.remaining(
                        Target.group(group),
                        null,
                        100,
                        TimeSource.system().instant().plusSeconds(50)));
                AtomicLong granted = new AtomicLong();
                all(thread -> {
                    for (int i = 0; i < 50; i++) {
                        boolean one = limiter.tryAcquire(AcquireRequest.one().group(group))
                                instanceof TryAcquireResult.Granted;
                        granted.addAndGet(one ? 1 : 0);
                    }
                });
                assertThat(granted).hasValue(100);
            }
        }
    }

    private static Limiters limiters(Path file) {
        return Limiters.builder(provider -> CONFIG)
                .time(TimeSource.system())
                .stateFile(file)
                .build();
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private void all(Work work) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            running.add(threads.submit(() -> {
                work.run(number);
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReconfigureAllTest {
    private final VirtualTime time = VirtualTime.manual();
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Limiters limiters = Limiters.builder(gates(1, 2))
            .time(time)
            .executor(Runnable::run)
            .listener(new LimiterListener() {
                @Override
                public void onReconfigured(String limiter, LimitsConfig config) {
                    heard.add(limiter + " " + config.maxConcurrent());
                }
            })
            .build();

    private final Limiter exa = limiters.limiter("exa");
    private final Limiter daytona = limiters.limiter("daytona");

    /** One held in each: exa is full before the change, daytona after it, and at no time is there room in both. */
    @Test
    void allLimiters_changeInOneStep() {
        Permit ofExa = exa.acquireAsync(AcquireRequest.one()).join();
        Permit ofDaytona = daytona.acquireAsync(AcquireRequest.one()).join();
        CompletableFuture<Permits> both =
                limiters.acquireAllAsync(Duration.ofHours(1), Entry.of(exa), Entry.of(daytona));

        limiters.reconfigure(gates(2, 1));
        assertThat(both).isNotCompleted();
        limiters.reconfigure(gates(2, 2));

        assertThat(both).isCompleted();
        ofExa.close();
        ofDaytona.close();
    }

    @Test
    void functionThatThrows_changesNothing_forLimitersToComeNeither() {
        assertThatThrownBy(() -> limiters.reconfigure(provider -> {
                    if (provider.equals("daytona")) {
                        throw new IllegalStateException("no limits of daytona");
                    }
                    return LimitsConfig.of(7, Duration.ZERO);
                }))
                .hasMessage("no limits of daytona");

        assertThat(max("exa")).isEqualTo(1);
        assertThat(max("daytona")).isEqualTo(2);
        assertThat(max("new")).isEqualTo(2);
    }

    @Test
    void functionThatKnowsNoLimits_changesNothing() {
        assertThatThrownBy(() -> limiters.reconfigure(
                        provider -> provider.equals("exa") ? LimitsConfig.of(7, Duration.ZERO) : null))
                .hasMessage("limits of daytona");

        assertThat(max("exa")).isEqualTo(1);
    }

    @Test
    void limitersMadeLater_haveTheNewLimits_andSoHasEveryAccount() {
        limiters.limiter("exa", "second");

        limiters.reconfigure(gates(3, 4));

        assertThat(limiters.limiter("exa", "second").snapshot().provider().maxConcurrent())
                .isEqualTo(3);
        assertThat(limiters.limiter("exa", "third").snapshot().provider().maxConcurrent())
                .isEqualTo(3);
        assertThat(max("new")).isEqualTo(4);
    }

    @Test
    void shrinkWithAllPermitsOut_returnsAtOnce_andRefusesWhoCanNoLongerBeServed() {
        Permit held = exa.acquireAsync(AcquireRequest.one()).join();
        CompletableFuture<Permit> waiting =
                exa.acquireAsync(AcquireRequest.of(5).within(Duration.ofHours(1)));

        limiters.reconfigure(provider ->
                LimitsConfig.of(1, Duration.ZERO).withQuotas(QuotaConfig.sliding("rps", 4, Duration.ofSeconds(1))));

        assertThat(DeadlineTest.refusal(waiting).reason()).isEqualTo(RefusalReason.EXCEEDS_QUOTA);
        held.close();
    }

    @Test
    void onlyLimitersThatChange_areHeardOf() throws InterruptedException {
        limiters.reconfigure(gates(1, 2));
        exa.reconfigure(LimitsConfig.of(1, Duration.ZERO));
        limiters.reconfigure(gates(1, 5));
        exa.reconfigure(LimitsConfig.of(9, Duration.ZERO));

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("daytona 5");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("exa 9");
    }

    @Test
    void concurrentChanges_andLimitersMadeMeanwhile_endWithOneFunctionForAll() throws Exception {
        int threads = 4;
        int rounds = 200;
        AtomicInteger names = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int base = 1 + t * rounds;
            done.add(pool.submit(() -> {
                start.await();
                for (int i = 0; i < rounds; i++) {
                    int value = base + i;
                    limiters.reconfigure(provider -> LimitsConfig.of(value, Duration.ZERO));
                    limiters.limiter("made-" + names.incrementAndGet() % 50);
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> each : done) {
            each.get(30, TimeUnit.SECONDS);
        }
        pool.shutdown();

        int last = max("made-at-the-end");
        for (int i = 0; i < 50; i++) {
            assertThat(max("made-" + i)).as("limiter %d", i).isEqualTo(last);
        }
        assertThat(max("exa")).isEqualTo(last);
    }

    private int max(String provider) {
        return limiters.limiter(provider).snapshot().provider().maxConcurrent();
    }

    private static Function<String, LimitsConfig> gates(int ofExa, int ofOthers) {
        return provider -> LimitsConfig.of(provider.equals("exa") ? ofExa : ofOthers, Duration.ZERO);
    }
}

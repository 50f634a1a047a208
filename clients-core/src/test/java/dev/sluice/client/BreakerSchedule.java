package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.FailedResponse;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.spi.CallSettler;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.foundation.config.Ratio;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls behind breaker and permits, one thread each, whose departures are answered by a seeded script. After every step the script waits
 * until each call queues, has departed or has ended; time stands still unless the script moves it.
 */
final class BreakerSchedule implements AutoCloseable {
    private static final BreakerConfig CONFIG = new BreakerConfig(Ratio.parse("50%"), 4, Duration.ofSeconds(10));
    private static final int AT_ONCE = 2;

    private final long seed;
    private final Random random;
    private final VirtualTime time = VirtualTime.manual();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Limiters limiters =
            Limiters.create(provider -> LimitsConfig.of(AT_ONCE, Duration.ofMillis(50)), time);
    private final Limiter limiter = limiters.limiter("acme");
    private final Breakers breakers = new Breakers("acme", CONFIG, time, new Listeners(List.of()));
    private final List<CompletableFuture<Integer>> departed = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<RuntimeException> defects = new CopyOnWriteArrayList<>();
    private final Stage stages;
    private int started;
    private int openings;

    BreakerSchedule(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        Stage departure = new DepartureStage(breakers, this::exchange);
        this.stages = new BreakerStage(
                breakers,
                new PermitStage(
                        limiter, breakers, new Settling(CallSettler.none()), new Listeners(List.of()), departure));
    }

    void play(int steps) throws InterruptedException {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> start();
                case 3, 4, 5 -> answerOne();
                default -> time.advance(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 12_000 : 200)));
            }
            settle();
            check(step);
        }
        while (ended.get() < started) {
            departed.forEach(one -> answer(one, 200));
            time.advance(Duration.ofSeconds(1));
            settle();
        }
        assertThat(limiter.snapshot().provider().inFlight()).as(at(steps)).isZero();
        assertThat(openings).as(at(steps)).isPositive();
        assertThat(defects).as(at(steps)).isEmpty();
        probeGoesThrough();
    }

    private void check(int step) {
        boolean open = breakers.of(call()).isOpen();
        assertThat(limiter.snapshot().provider().inFlight()).as(at(step)).isEqualTo(departed.size());
        if (open) {
            assertThat(limiter.snapshot().provider().queueLength()).as(at(step)).isZero();
        }
        openings += open ? 1 : 0;
    }

    /** Whatever went before, a circuit whose wait is over lets a call depart, and closes when it succeeds. */
    private void probeGoesThrough() throws InterruptedException {
        time.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 8; i++) {
            start();
            settle();
            assertThat(departed).as(at(-1 - i)).hasSize(1);
            answer(departed.get(0), 200);
            settle();
            time.advance(Duration.ofSeconds(1));
        }
    }

    private void start() {
        started++;
        pool.execute(() -> {
            try {
                stages.run(call(), () -> "");
            } catch (ClientException expected) {
                if (expected instanceof RequestNotSentException refusal
                        && !String.valueOf(refusal.getMessage()).contains("circuit acme open")) {
                    defects.add(refusal);
                }
            } catch (RuntimeException defect) {
                defects.add(defect);
            } finally {
                ended.incrementAndGet();
            }
        });
    }

    private Object exchange(Call call, Invocation invocation) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        departed.add(answer);
        int status = answer.join();
        if (status == 200) {
            return "";
        }
        throw ResponseException.of(
                call.failed(), new FailedResponse(status, status, null, null, null, null, ""), Repeatability.RETRYABLE);
    }

    private void answerOne() {
        if (!departed.isEmpty()) {
            int[] statuses = {200, 500, 500, 503, 429, 404};
            answer(departed.get(random.nextInt(departed.size())), statuses[random.nextInt(statuses.length)]);
        }
    }

    private void answer(CompletableFuture<Integer> one, int status) {
        departed.remove(one);
        one.complete(status);
    }

    private void settle() throws InterruptedException {
        while (ended.get() + departed.size() + limiter.snapshot().provider().queueLength() < started) {
            if (Thread.interrupted()) {
                throw new InterruptedException(at(0));
            }
            Thread.onSpinWait();
        }
    }

    private Call call() {
        OperationSpec operation =
                new OperationSpec("thing", RetryClass.SAFE, null, "GET", false, "/", String.class, null);
        return new Call("acme", operation, new CallPlan(operation, new Object[0], Duration.ofDays(1)), time);
    }

    private String at(int step) {
        return "seed " + seed + ", step " + step;
    }

    @Override
    public void close() {
        new ArrayList<>(departed).forEach(one -> answer(one, 200));
        pool.shutdownNow();
        limiters.close();
    }
}

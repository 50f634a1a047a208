package dev.sluice.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.faults.FaultApi.Chunk;
import dev.sluice.client.faults.FaultApi.Question;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.client.stream.EventStream;
import dev.sluice.foundation.Secret;
import dev.sluice.ratelimit.LimiterSnapshot.Stage;
import dev.sluice.ratelimit.Limiters;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many calls at once to a server that fails one of twenty, their threads interrupted, their futures cancelled and their streams closed at random,
 * through a log that makes them wait: 2,000 calls, 200,000 with {@code -Dsluice.nightly=true}. A seed says what the server and the callers do.
 */
@Timeout(1_800)
class SoakTest {
    private static final int CALLS = Boolean.getBoolean("sluice.nightly") ? 200_000 : 2_000;
    private static final int WORKERS = 12;
    private static final int CALLS_PER_DISTURBANCE = 20;
    private static final Question QUESTION = new Question("q");
    private static final String CONFIG = """
            providers:
              acme:
                limits: { max-concurrent: 10, min-delay: 0ms }
                retry: { max-attempts: 3, backoff: 1ms, max-backoff: 4ms, budget: 100% }
                circuit-breaker: { failure-rate: 100%, window: 1000 }
                http: { first-byte-timeout: 150ms, idle-timeout: 150ms, deadline: 10s }
            """;

    private final long seed = Long.getLong("sluice.seed", System.nanoTime());
    private final AtomicInteger left = new AtomicInteger(CALLS);
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final AtomicInteger lateStreams = new AtomicInteger();
    private final List<Worker> workers = new ArrayList<>();

    @Test
    void nothingLeaks_andEveryCallIsAccountedFor() throws Exception {
        long start = System.nanoTime();
        SoakLog log = new SoakLog();
        try (Wire server = new SoakServer(seed).open()) {
            int requests = soak(server);
            log.close();
            log.accountsFor(made.get());
            server.awaitNoExchange();
            server.awaitNoConnection();
            await("threads", () -> ours().isEmpty(), SoakTest::ours);
            System.out.printf(
                    "soak, seed %d: %d calls, %d attempts, %d requests at the server, %d failed calls, %d interrupts, %d futures cancelled, %d of them before their call, %d streams came while the wait for them was interrupted, %d connections (%d open), log waited %d times, %d ms%n",
                    seed,
                    made.get(),
                    log.attempts(),
                    requests,
                    failures.get(),
                    interrupts.get(),
                    cancels.get(),
                    CALLS - made.get(),
                    lateStreams.get(),
                    server.connections(),
                    server.openConnections(),
                    log.waits(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }

    private int soak(Wire server) throws InterruptedException {
        try (Sluice sluice = Sluice.builder()
                .config(CONFIG)
                .environment(Map.of())
                .credential(Rig.PROVIDER, Secret.of(Rig.KEY))
                .build()) {
            FaultApi api = api(sluice, server.uri());
            for (int number = 0; number < WORKERS; number++) {
                workers.add(new Worker(sluice, api, new SplittableRandom(seed + number)));
            }
            workers.forEach(Thread::start);
            disturb(new SplittableRandom(seed - 1));
            for (Worker worker : workers) {
                worker.join();
                assertThat(worker.surprise).as("seed %d", seed).isNull();
            }
            workers.clear();
            // The work of a future that was cancelled may still be on its way out.
            await("permits and waiters", () -> isFree(sluice.limiters()), () -> stage(sluice.limiters()));
        }
        return server.requests();
    }

    private static boolean isFree(Limiters limiters) {
        Stage stage = stage(limiters);
        return stage.inFlight() == 0 && stage.queueLength() == 0;
    }

    private static Stage stage(Limiters limiters) {
        return limiters.limiter(Rig.PROVIDER).snapshot().provider();
    }

    private static FaultApi api(Sluice sluice, URI server) {
        return sluice.api(
                Rig.PROVIDER,
                ApiDefinition.of(FaultApi.class, server)
                        .signer(RequestSigner.bearer(sluice.provider(Rig.PROVIDER)::apiKey))
                        .events(Chunk.class, FaultDecoder::new)
                        .build());
    }

    /** Once in twenty calls interrupts somebody, or closes the stream that somebody reads. */
    private void disturb(SplittableRandom random) {
        for (int next = CALLS - CALLS_PER_DISTURBANCE; left.get() > 0; ) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            if (left.get() <= next) {
                next -= CALLS_PER_DISTURBANCE;
                disturb(workers.get(random.nextInt(WORKERS)), random.nextBoolean());
            }
        }
    }

    private void disturb(Worker worker, boolean interrupt) {
        EventStream<Chunk> stream = worker.stream.get();
        if (stream != null && !interrupt) {
            stream.close();
        } else {
            worker.interrupt();
            interrupts.incrementAndGet();
        }
    }

    /** Threads of ours, but for the timer of the whole JVM. */
    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sluice-") && !name.equals("sluice-timer"))
                .toList();
    }

    private void await(String what, BooleanSupplier over, Supplier<Object> state) {
        for (int look = 0; !over.getAsBoolean(); look++) {
            assertThat(look)
                    .as("looks until no %s were left, seed %d, now %s", what, seed, state.get())
                    .isLessThan(1_000);
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Makes calls while there are any left to make. */
    private final class Worker extends Thread {
        private final Sluice sluice;
        private final FaultApi api;
        private final SplittableRandom random;
        private final AtomicReference<@Nullable EventStream<Chunk>> stream = new AtomicReference<>();
        private volatile @Nullable Throwable surprise;

        Worker(Sluice sluice, FaultApi api, SplittableRandom random) {
            super("soak-worker");
            this.sluice = sluice;
            this.api = api;
            this.random = random;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (left.getAndDecrement() > 0) {
                    call();
                    interrupted();
                }
            } catch (RuntimeException | Error other) {
                surprise = other;
            }
        }

        private void call() {
            try {
                switch (random.nextInt(12)) {
                    case 0 -> made(() -> api.order(QUESTION));
                    case 1, 2 -> made(() -> api.ask(QUESTION));
                    case 3 -> read(made(() -> api.run(QUESTION)));
                    case 4, 5 -> read(made(() -> api.chat(QUESTION)));
                    case 6 -> awaited(sluice.async(() -> made(() -> api.ask(QUESTION))));
                    case 7 -> {
                        EventStream<Chunk> events = awaited(sluice.async(() -> made(() -> api.chat(QUESTION))));
                        if (events != null) {
                            read(events);
                        }
                    }
                    default -> made(api::read);
                }
            } catch (ClientException expected) {
                failures.incrementAndGet();
            }
        }

        /** Counts the call, which a future that is cancelled early never makes. */
        private <T> T made(Supplier<T> call) {
            made.incrementAndGet();
            return call.get();
        }

        /** What came of it; null if it was cancelled, as every second one is, at any time. */
        private <T> @Nullable T awaited(CompletableFuture<T> future) {
            if (random.nextBoolean()) {
                LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(4)));
                cancel(future);
            }
            try {
                return future.get();
            } catch (InterruptedException interrupt) {
                // a future that is not cancelled any more has handed its stream over, and whoever does not want it
                // closes it
                if (!cancel(future)
                        && !future.isCompletedExceptionally()
                        && future.join() instanceof EventStream<?> late) {
                    late.close();
                    lateStreams.incrementAndGet();
                }
                return null;
            } catch (CancellationException cancelled) {
                return null;
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof ClientException expected) {
                    throw expected;
                }
                throw new AssertionError(failure);
            }
        }

        private boolean cancel(CompletableFuture<?> future) {
            boolean cancelled = future.cancel(true);
            if (cancelled) {
                cancels.incrementAndGet();
            }
            return cancelled;
        }

        private void read(EventStream<Chunk> events) {
            int most = random.nextInt(4);
            stream.set(events);
            try (events) {
                for (var iterator = events.iterator(); most > 0 && iterator.hasNext(); most--) {
                    iterator.next();
                }
            } finally {
                stream.set(null);
            }
        }
    }
}

package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import dev.sluice.benchmarks.peers.Contender;
import dev.sluice.benchmarks.peers.Limits;
import dev.sluice.benchmarks.peers.SluiceChain;
import dev.sluice.ratelimit.AcquireRequest;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Waiters that give up, and then one more caller. */
final class CancelTrial {
    private static final int PERMITS = 64;
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final int waiters;
    private final Duration delay;

    CancelTrial(int waiters, Duration delay) {
        this.waiters = waiters;
        this.delay = delay;
    }

    /** The next caller's wait after threads were interrupted; one that cannot be interrupted stays behind. */
    long interrupted(Contender contender) throws InterruptedException {
        try (Chain<?> chain = contender.chain(limits())) {
            chain.pass();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < waiters; i++) {
                threads.add(Starter.PLATFORM.start(chain::pass));
            }
            Threads.awaitWaiting(threads);
            threads.forEach(Thread::interrupt);
            Threads.join(threads, PATIENCE);
            return nanos(chain::pass);
        }
    }

    /** The next caller's wait after futures were cancelled. */
    long sluiceFutures() throws InterruptedException {
        try (SluiceChain chain = SluiceChain.of(limits())) {
            chain.pass();
            cancel(() -> chain.limiter().acquireAsync(AcquireRequest.one()));
            return nanos(chain::pass);
        }
    }

    /** The same with Bucket4j's scheduler. */
    long bucket4jFutures() throws InterruptedException {
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(1, delay))
                .withNanosecondPrecision()
                .build();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            bucket.asBlocking().consume(1);
            cancel(() -> bucket.asScheduler().consume(1, timer));
            return nanos(() -> bucket.asBlocking().consume(1));
        } finally {
            timer.shutdownNow();
        }
    }

    private Limits limits() {
        return Limits.paced(PERMITS, delay);
    }

    private void cancel(Supplier<Future<?>> asked) {
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            futures.add(asked.get());
        }
        futures.forEach(future -> future.cancel(true));
    }

    private static long nanos(Starter.Work work) throws InterruptedException {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }
}

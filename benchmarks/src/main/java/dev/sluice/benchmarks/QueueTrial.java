package dev.sluice.benchmarks;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Permit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A queue of futures at one permit, always of the same length, on one thread. */
final class QueueTrial {
    private static final int ROUNDS = 7;

    private final AcquireRequest request;
    private final boolean cancelling;

    /** @param cancelling whether the one that leaves gives up, from the middle, instead of being granted */
    QueueTrial(AcquireRequest request, boolean cancelling) {
        this.request = request;
        this.cancelling = cancelling;
    }

    /** The time of one leaving and one coming, in the best of some rounds of so many; the limiter completes futures in place. */
    double bestNanos(Limiter limiter, int waiters, int turns) throws InterruptedException, ExecutionException {
        Permit held = limiter.acquire(request);
        Deque<CompletableFuture<Permit>> queue = new ArrayDeque<>();
        for (int i = 0; i < waiters; i++) {
            queue.add(limiter.acquireAsync(request));
        }
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            held = cancelling ? cancel(limiter, queue, held, turns) : grant(limiter, queue, held, turns);
            best = Math.min(best, (double) (System.nanoTime() - begun) / turns);
        }
        queue.forEach(future -> future.cancel(true));
        held.close();
        return best;
    }

    private Permit grant(Limiter limiter, Deque<CompletableFuture<Permit>> queue, Permit first, int turns)
            throws InterruptedException, ExecutionException {
        Permit held = first;
        for (int turn = 0; turn < turns; turn++) {
            held.close();
            held = queue.remove().get();
            queue.add(limiter.acquireAsync(request));
        }
        return held;
    }

    private Permit cancel(Limiter limiter, Deque<CompletableFuture<Permit>> queue, Permit held, int turns) {
        List<CompletableFuture<Permit>> places = new ArrayList<>(queue);
        for (int turn = 0; turn < turns; turn++) {
            int place = (int) (turn * 7919L % places.size());
            places.get(place).cancel(true);
            places.set(place, limiter.acquireAsync(request));
        }
        queue.clear();
        queue.addAll(places);
        return held;
    }
}

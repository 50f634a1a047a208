package dev.sluice.ratelimit.lincheck;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Cancellation;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Permit;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * A queue before one permit that nobody gives back, whose waiters name one {@code Cancellation}: who registers before the cancel is woken by
 * it, once; who comes after it, does not wait; who has left by himself is not woken; and nobody is left in the queue.
 */
public class CancellationLincheckTest {
    private final Limiter limiter = Held.limiter(1);
    private final Permit taken = Held.take(limiter);
    private final Cancellation cancellation = new Cancellation();
    private final Held<CompletableFuture<Permit>> held = new Held<>();
    private final Held<AtomicInteger> woken = new Held<>();

    /** How often who waited was woken is looked at when it leaves. */
    @Operation
    public void register(@Param(gen = ThreadIdGen.class) int thread) {
        AtomicInteger times = new AtomicInteger();
        CompletableFuture<Permit> waiter =
                limiter.acquireAsync(AcquireRequest.one().cancelledBy(cancellation));
        CompletableFuture<Permit> unused = waiter.whenComplete((permit, failure) -> times.incrementAndGet());
        held.of(thread).add(waiter);
        woken.of(thread).add(times);
    }

    @Operation
    public void cancel() {
        cancellation.cancel();
    }

    /** Ends this thread's oldest wait, unless that was woken before. */
    @Operation
    public String deregister(@Param(gen = ThreadIdGen.class) int thread) {
        CompletableFuture<Permit> oldest = held.of(thread).poll();
        AtomicInteger times = woken.of(thread).poll();
        if (oldest == null || times == null) {
            return "nothing";
        }
        boolean wasWoken = oldest.isDone();
        oldest.cancel(true);
        return (wasWoken || cancellation.isCancelled() ? "woken " : "left ") + times;
    }

    @Operation
    public int waiting() {
        return taken.waited().isZero() ? limiter.snapshot().provider().queueLength() : -1;
    }

    @Test
    void everyInterleaving_isAnOrderOfWholeOperations() {
        Linearizability.modelOfAll(CancellationLincheckTest.class, Specification.class);
    }

    @Test
    void everyRun_isAnOrderOfWholeOperations() {
        Linearizability.stress(CancellationLincheckTest.class, Specification.class);
    }

    /** A set of waiters, which a cancel empties for good. */
    public static class Specification {
        private final Held<Object> held = new Held<>();
        private final Set<Object> waiting = new HashSet<>();
        private boolean cancelled;

        public void register(int thread) {
            Object waiter = new Object();
            held.of(thread).add(waiter);
            if (!cancelled) {
                waiting.add(waiter);
            }
        }

        public void cancel() {
            cancelled = true;
            waiting.clear();
        }

        public String deregister(int thread) {
            ArrayDeque<Object> own = held.of(thread);
            Object oldest = own.poll();
            if (oldest == null) {
                return "nothing";
            }
            waiting.remove(oldest);
            return (cancelled ? "woken " : "left ") + 1;
        }

        public int waiting() {
            return waiting.size();
        }
    }
}

package dev.sluice.ratelimit.lincheck;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.TryAcquireResult;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Two permits that any thread may close, again and again, while others try: each gives back one unit of concurrency, once.
 *
 * <p>What a try finds is not judged here but what is left at the end: the second of two concurrent closes may return while the first is
 * still giving back, which is no order of whole operations and harms nobody.
 */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "what is explored does not depend on the JDK, and another build has done so")
public class PermitLincheckTest {
    private final Limiter limiter = Held.limiter(2);
    private final List<Permit> permits = List.of(Held.take(limiter), Held.take(limiter));
    private final Queue<Permit> kept = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray closed = new AtomicIntegerArray(2);
    private final AtomicInteger granted = new AtomicInteger();

    @Operation
    public void close(@Param(gen = IntGen.class, conf = "0:1") int permit) {
        permits.get(permit).close();
        closed.set(permit, 1);
    }

    @Operation
    public void tryAcquire() {
        if (tryOnce()) {
            granted.incrementAndGet();
        }
    }

    @Validate
    public void permitsLive_arePermitsHeld() {
        int held = 2 - closed.get(0) - closed.get(1) + granted.get();
        for (int live = held; live < 2; live++) {
            if (!tryOnce()) {
                throw new IllegalStateException("a permit was lost: " + held + " are held and no more are to be had");
            }
        }
        if (tryOnce()) {
            throw new IllegalStateException("a permit too many: " + held + " were held");
        }
    }

    /** What is got is kept, because a permit that nobody can reach is taken back. */
    private boolean tryOnce() {
        return limiter.tryAcquire(AcquireRequest.one()) instanceof TryAcquireResult.Granted found
                && kept.add(found.permit());
    }

    @Test
    void everyInterleaving_isAnOrderOfWholeOperations() {
        Linearizability.modelOfAll(PermitLincheckTest.class, Specification.class);
    }

    @Test
    void everyRun_isAnOrderOfWholeOperations() {
        Linearizability.stress(PermitLincheckTest.class, Specification.class);
    }

    /** No operation tells anything. */
    public static class Specification {
        public void close(int permit) {}

        public void tryAcquire() {}
    }
}

package dev.sluice.ratelimit.lincheck;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.TryAcquireResult;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The queue before one permit: first come, first served; whoever leaves, granted meanwhile or not, costs nobody anything; nobody tries past
 * those who wait.
 *
 * <p>One permit, because futures are told of grants after the locks are released: of two grants made at two instants the later may be told
 * first, which is no order of whole operations.
 */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "what is explored does not depend on the JDK, and another build has done so")
public class QueueLincheckTest {
    private final Limiter limiter = Held.limiter(1);
    private final Held<CompletableFuture<Permit>> held = new Held<>();

    @Operation
    public void acquireAsync(@Param(gen = ThreadIdGen.class) int thread) {
        held.of(thread).add(limiter.acquireAsync(AcquireRequest.one()));
    }

    @Operation
    public boolean tryAcquire(@Param(gen = ThreadIdGen.class) int thread) {
        if (limiter.tryAcquire(AcquireRequest.one()) instanceof TryAcquireResult.Granted granted) {
            held.of(thread).add(CompletableFuture.completedFuture(granted.permit()));
            return true;
        }
        return false;
    }

    /** Ends this thread's oldest request: takes it out of the queue, or closes what it got. */
    @Operation
    public String end(@Param(gen = ThreadIdGen.class) int thread) {
        CompletableFuture<Permit> oldest = held.of(thread).poll();
        if (oldest == null) {
            return "nothing";
        }
        if (oldest.cancel(true)) {
            return "left";
        }
        oldest.join().close();
        return "closed";
    }

    @Operation
    public boolean isServed(@Param(gen = ThreadIdGen.class) int thread) {
        CompletableFuture<Permit> oldest = held.of(thread).peek();
        return oldest != null && oldest.isDone();
    }

    @Test
    void everyInterleaving_isAnOrderOfWholeOperations() {
        Linearizability.modelOfAll(QueueLincheckTest.class, Specification.class);
    }

    @Test
    void everyRun_isAnOrderOfWholeOperations() {
        Linearizability.stress(QueueLincheckTest.class, Specification.class);
    }

    /** A queue whose head holds the permit. */
    public static class Specification {
        private final ArrayDeque<Object> queue = new ArrayDeque<>();
        private final Held<Object> held = new Held<>();

        public void acquireAsync(int thread) {
            Object request = new Object();
            queue.add(request);
            held.of(thread).add(request);
        }

        public boolean tryAcquire(int thread) {
            boolean free = queue.isEmpty();
            if (free) {
                acquireAsync(thread);
            }
            return free;
        }

        public String end(int thread) {
            Object oldest = held.of(thread).poll();
            if (oldest == null) {
                return "nothing";
            }
            boolean isHead = queue.peek() == oldest;
            queue.remove(oldest);
            return isHead ? "closed" : "left";
        }

        public boolean isServed(int thread) {
            Object oldest = held.of(thread).peek();
            return oldest != null && queue.peek() == oldest;
        }
    }
}

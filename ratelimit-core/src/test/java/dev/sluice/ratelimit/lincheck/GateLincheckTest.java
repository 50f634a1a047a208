package dev.sluice.ratelimit.lincheck;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.TryAcquireResult;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The gate: as many permits as configured, no fewer and no more, however tries, releases, changes of the limit and looks interleave. */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "what is explored does not depend on the JDK, and another build has done so")
public class GateLincheckTest {
    private final Limiter limiter = Held.limiter(1);
    private final Held<Permit> held = new Held<>();

    @Operation
    public boolean tryAcquire(@Param(gen = ThreadIdGen.class) int thread) {
        if (limiter.tryAcquire(AcquireRequest.one()) instanceof TryAcquireResult.Granted granted) {
            held.of(thread).add(granted.permit());
            return true;
        }
        return false;
    }

    @Operation
    public boolean close(@Param(gen = ThreadIdGen.class) int thread) {
        Permit permit = held.of(thread).poll();
        if (permit != null) {
            permit.close();
        }
        return permit != null;
    }

    @Operation
    public void reconfigure(@Param(gen = IntGen.class, conf = "1:3") int maxConcurrent) {
        limiter.reconfigure(LimitsConfig.of(maxConcurrent, Duration.ZERO));
    }

    @Operation
    public int inFlight() {
        return limiter.snapshot().provider().inFlight();
    }

    @Test
    void everyInterleaving_isAnOrderOfWholeOperations() {
        Linearizability.modelOfAll(GateLincheckTest.class, Specification.class);
    }

    @Test
    void everyRun_isAnOrderOfWholeOperations() {
        Linearizability.stress(GateLincheckTest.class, Specification.class);
    }

    /** A counter with a limit. */
    public static class Specification {
        private final int[] held = new int[Held.THREADS];
        private int maxConcurrent = 1;
        private int inFlight;

        public boolean tryAcquire(int thread) {
            if (inFlight >= maxConcurrent) {
                return false;
            }
            inFlight++;
            held[thread]++;
            return true;
        }

        public boolean close(int thread) {
            if (held[thread] == 0) {
                return false;
            }
            inFlight--;
            held[thread]--;
            return true;
        }

        public void reconfigure(int changed) {
            maxConcurrent = changed;
        }

        public int inFlight() {
            return inFlight;
        }
    }
}

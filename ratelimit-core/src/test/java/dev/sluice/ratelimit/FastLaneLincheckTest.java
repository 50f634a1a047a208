package dev.sluice.ratelimit;

import dev.sluice.ratelimit.lincheck.Linearizability;
import dev.sluice.ratelimit.lincheck.StillTime;
import java.util.concurrent.locks.ReentrantLock;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The lock-free word beside a lock, used as an account uses it: what the word does not let through is decided under the lock. */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "what is explored does not depend on the JDK, and another build has done so")
public class FastLaneLincheckTest {
    private static final WaitBound FREE = new WaitBound(null, null);

    private final ReentrantLock lock = new ReentrantLock();
    private final FastLane lane = new FastLane(new StillTime());
    private FastLane.Rule rule = new FastLane.Rule(2, 0); // guarded by the lock

    public FastLaneLincheckTest() {
        lane.open(rule, 1, 0);
    }

    @Operation
    public boolean start() {
        if (lane.tryStart(FREE)) {
            return true;
        }
        lock.lock();
        try {
            int inFlight = FastLane.inFlight(lane.shut());
            boolean free = inFlight < rule.max();
            lane.open(rule, inFlight + (free ? 1 : 0), 0);
            return free;
        } finally {
            lock.unlock();
        }
    }

    @Operation
    public int inFlight() {
        lock.lock();
        try {
            int inFlight = FastLane.inFlight(lane.shut());
            lane.open(rule, inFlight, 0);
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    @Operation
    public void reconfigure(@Param(gen = IntGen.class, conf = "1:2") int max) {
        lock.lock();
        try {
            int inFlight = FastLane.inFlight(lane.shut());
            rule = new FastLane.Rule(max, 0);
            lane.open(rule, inFlight, 0);
        } finally {
            lock.unlock();
        }
    }

    @Test
    void everyInterleaving_isAnOrderOfWholeOperations() {
        Linearizability.modelOfFew(FastLaneLincheckTest.class, Specification.class);
    }

    /** A counter with a limit, one held from the start. */
    public static class Specification {
        private int max = 2;
        private int inFlight = 1;

        public boolean start() {
            boolean free = inFlight < max;
            inFlight += free ? 1 : 0;
            return free;
        }

        public int inFlight() {
            return inFlight;
        }

        public void reconfigure(int changed) {
            max = changed;
        }
    }
}

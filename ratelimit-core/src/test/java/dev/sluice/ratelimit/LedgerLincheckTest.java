package dev.sluice.ratelimit;

import dev.sluice.ratelimit.lincheck.Linearizability;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Permits are numbered once and closed once, and a sealed ledger numbers no more. */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "what is explored does not depend on the JDK, and another build has done so")
public class LedgerLincheckTest {
    private final LedgerKey key = new LedgerKey(null, new LostPermits(false));

    @Operation
    public int issue() {
        return key.ledger().issue();
    }

    @Operation
    public boolean close(@Param(gen = IntGen.class, conf = "0:2") int number) {
        return key.ledger().close(number);
    }

    @Operation
    public int seal() {
        return key.ledger().seal();
    }

    @Test
    void everyInterleaving_isAnOrderOfWholeOperations() {
        Linearizability.modelOfFew(LedgerLincheckTest.class, Specification.class);
    }

    /** A list of open permits. */
    public static class Specification {
        private final boolean[] open = new boolean[Ledger.SIZE];
        private int issued;
        private boolean sealed;

        public int issue() {
            if (sealed) {
                return -1;
            }
            open[issued] = true;
            return issued++;
        }

        public boolean close(int number) {
            boolean wasOpen = open[number];
            open[number] = false;
            return wasOpen;
        }

        public int seal() {
            int told = sealed ? 0 : issued;
            sealed = true;
            return told;
        }
    }
}

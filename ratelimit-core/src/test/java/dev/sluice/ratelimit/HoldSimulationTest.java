package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Random schedules of nested work. A failure names its seed; {@code -Dsluice.seed=N} runs that one alone. */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "the schedules are the same on every JDK, and another build has run them")
class HoldSimulationTest {
    private static final int OPERATIONS = 400;
    private static final long SEEDS = Boolean.getBoolean("sluice.nightly") ? 20_000 : 60;

    @Test
    void randomSchedules_countEveryUnit_andServeEverybody() {
        long first = Long.getLong("sluice.seed", 1);
        long last = Long.getLong("sluice.seed") == null ? SEEDS : first;
        long reused = 0;
        long deadlocks = 0;
        for (long seed = first; seed <= last; seed++) {
            HoldSimulation simulation = new HoldSimulation(seed);
            try {
                simulation.run(OPERATIONS);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " (repeat with -Dsluice.seed=" + seed + "): " + e.getMessage(), e);
            }
            reused += simulation.reused();
            deadlocks += simulation.deadlocks();
        }
        System.out.println("schedules of holds: " + (last - first + 1) + " of " + OPERATIONS + " operations, " + reused
                + " starts in a hold, " + deadlocks + " refused as deadlocks");
        assertThat(reused).isPositive();
        assertThat(deadlocks).isPositive();
    }
}

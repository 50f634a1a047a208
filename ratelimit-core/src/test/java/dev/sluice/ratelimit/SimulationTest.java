package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random schedules in virtual time. A failure names its seed; {@code -Dsluice.seed=N} runs that one alone, {@code -Dsluice.nightly=true}
 * runs ten times as many, {@code -Dsluice.again=true} a tenth.
 */
class SimulationTest {
    private static final int OPERATIONS = 1_000;

    @Test
    void randomSchedules_keepEveryLimit_andServeEverybody() {
        Long only = Long.getLong("sluice.seed");
        long first = only == null ? 1 : only;
        long count = only == null ? seeds() : 1;
        long begun = System.nanoTime();
        Simulation.Outcome sum = LongStream.range(first, first + count)
                .parallel()
                .mapToObj(SimulationTest::run)
                .reduce(new Simulation.Outcome(0, 0, 0), Simulation.Outcome::plus);
        System.out.println("schedules: " + count + " seeds from " + first + ", " + sum + ", "
                + (System.nanoTime() - begun) / 1_000_000 + " ms");
        assertThat(sum.operations()).isEqualTo(count * OPERATIONS);
        assertThat(sum.granted()).isGreaterThan(count * OPERATIONS / 20);
        if (only == null) {
            assertThat(sum.handedBack()).as("cancels that raced with a grant").isPositive();
        }
    }

    /** The schedules do not depend on the JDK: where a build has run them on another one already, few are enough. */
    private static long seeds() {
        if (Boolean.getBoolean("sluice.nightly")) {
            return 10_000;
        }
        return Boolean.getBoolean("sluice.again") ? 100 : 1_000;
    }

    private static Simulation.Outcome run(long seed) {
        try {
            return new Simulation(seed).run(OPERATIONS);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + " (repeat with -Dsluice.seed=" + seed + "): " + e.getMessage(), e);
        }
    }
}

package dev.sluice.ratelimit.lincheck;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Assumptions;

/**
 * How much is tried: random scenarios of three operations on each of so many threads, each scenario in so many interleavings (model checking:
 * every switch is chosen) or runs (stress: the machine's own). {@code -Dsluice.nightly=true} tries far more.
 */
public final class Linearizability {
    private static final boolean NIGHTLY = Boolean.getBoolean("sluice.nightly");

    private Linearizability() {}

    /** Model checking of a few small classes. */
    public static void modelOfFew(Class<?> test, Class<?> specification) {
        ModelCheckingOptions options = new ModelCheckingOptions().threads(2);
        check("model checking", options, NIGHTLY ? 200 : 5, NIGHTLY ? 20_000 : 100, test, specification);
    }

    /** Model checking of a whole limiter: each interleaving takes about half a second of instrumented code, so at night only. */
    static void modelOfAll(Class<?> test, Class<?> specification) {
        Assumptions.assumeTrue(NIGHTLY, "a nightly run");
        ModelCheckingOptions options = new ModelCheckingOptions()
                .threads(2)
                .addGuarantee(forClasses("dev.sluice.ratelimit.WaitHistogram")
                        .allMethods()
                        .ignore());
        check("model checking", options, 5, 50, test, specification);
    }

    static void stress(Class<?> test, Class<?> specification) {
        check("stress", new StressOptions().threads(2), NIGHTLY ? 200 : 3, NIGHTLY ? 10_000 : 100, test, specification);
    }

    private static void check(
            String how, Options<?, ?> options, int scenarios, int invocations, Class<?> test, Class<?> specification) {
        long begun = System.nanoTime();
        options.iterations(scenarios)
                .invocationsPerIteration(invocations)
                .actorsBefore(0)
                .actorsPerThread(3)
                .actorsAfter(0)
                .logLevel(LoggingLevel.ERROR)
                .sequentialSpecification(specification)
                .check(test);
        System.out.println("lincheck: " + test.getSimpleName() + ", " + how + ": " + scenarios + " scenarios, up to "
                + invocations + " interleavings each, " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }
}

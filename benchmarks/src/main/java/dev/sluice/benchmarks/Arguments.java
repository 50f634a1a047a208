package dev.sluice.benchmarks;

import java.time.Duration;

/** What can be said on a report's command line. */
final class Arguments {
    private Arguments() {}

    /** A duration, times the first argument if there is one. */
    static Duration times(Duration usual, String... args) {
        return Duration.ofNanos((long) (usual.toNanos() * factor(args)));
    }

    /** A number of turns in the same way. */
    static int times(int usual, String... args) {
        return (int) (usual * factor(args));
    }

    private static double factor(String... args) {
        return args.length == 0 ? 1 : Double.parseDouble(args[0]);
    }
}

package dev.sluice.benchmarks;

import dev.sluice.benchmarks.calls.Caller;
import dev.sluice.benchmarks.calls.ServerProcess;
import dev.sluice.benchmarks.calls.SluiceCaller;
import java.io.IOException;
import java.util.Arrays;

/** A call that the server takes 5 ms to answer, logged and not logged in turns, so that both meet the same machine. */
final class SlowCallTrial {
    private final int calls;

    SlowCallTrial(int calls) {
        this.calls = calls;
    }

    SlowCall run() throws IOException {
        try (ServerProcess server = ServerProcess.start();
                SluiceCaller logged = new SluiceCaller(server.slowUrl());
                SluiceCaller unlogged = SluiceCaller.unlogged(server.slowUrl())) {
            measure(logged, unlogged);
            return measure(logged, unlogged);
        }
    }

    private SlowCall measure(Caller logged, Caller unlogged) throws IOException {
        long[] with = new long[calls];
        long[] without = new long[calls];
        for (int call = 0; call < calls; call++) {
            with[call] = nanos(logged);
            without[call] = nanos(unlogged);
        }
        return new SlowCall(new Median(with), new Median(without));
    }

    private static long nanos(Caller caller) throws IOException {
        long start = System.nanoTime();
        caller.call();
        return System.nanoTime() - start;
    }

    /**
     * How long it took.
     *
     * @param logged with three lines at INFO for each call
     * @param unlogged without
     */
    record SlowCall(Median logged, Median unlogged) {
        /** What logging adds to a call, at the median: 0.05 is five percent. */
        double overhead() {
            return (double) logged.nanos() / unlogged.nanos() - 1;
        }
    }

    /**
     * Exact, where {@link Waits} would be within three percent.
     *
     * @param nanos what half of the calls did not exceed
     */
    record Median(long nanos) {
        Median(long[] durations) {
            this(Arrays.stream(durations)
                    .sorted()
                    .skip(durations.length / 2)
                    .findFirst()
                    .orElse(0));
        }
    }
}

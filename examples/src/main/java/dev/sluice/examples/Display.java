package dev.sluice.examples;

import dev.sluice.experiments.Progress;
import java.io.PrintStream;

/** Shows how far the experiment is. Thread-safe. */
interface Display extends AutoCloseable {
    /** An interval ended. */
    void show(Progress progress);

    @Override
    void close();

    /** A bar on a terminal, lines elsewhere. */
    static Display create(int intervals, PrintStream out) {
        return Terminal.isInteractive() ? new BarDisplay(intervals) : new LineDisplay(intervals, out);
    }
}

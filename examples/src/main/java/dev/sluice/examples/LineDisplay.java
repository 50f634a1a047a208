package dev.sluice.examples;

import dev.sluice.experiments.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** A line at every tenth of the way, for files and pipes. */
final class LineDisplay implements Display {
    private final PrintStream out;
    private final int intervals;
    private int shownTenths = -1;

    LineDisplay(int intervals, PrintStream out) {
        this.intervals = intervals;
        this.out = out;
    }

    @Override
    public synchronized void show(Progress progress) {
        int ended = progress.completedIntervals() + progress.failedIntervals();
        int tenths = 10 * ended / intervals;
        if (tenths > shownTenths) {
            shownTenths = tenths;
            out.printf(
                    Locale.ROOT,
                    "%d of %d intervals, %d failed, %.1f s%n",
                    ended,
                    intervals,
                    progress.failedIntervals(),
                    progress.elapsedSeconds());
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}

package dev.sluice.examples;

import dev.sluice.experiments.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar, for a terminal. */
final class BarDisplay implements Display {
    private final ProgressBar bar;

    BarDisplay(int intervals) {
        bar = new ProgressBarBuilder()
                .setTaskName("Intervals")
                .setInitialMax(intervals)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .build();
    }

    @Override
    public void show(Progress progress) {
        bar.stepTo((long) progress.completedIntervals() + progress.failedIntervals());
        if (progress.failedIntervals() > 0) {
            bar.setExtraMessage(progress.failedIntervals() + " failed");
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}

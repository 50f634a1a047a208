package dev.sluice.logging;

import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.Percentiles;
import dev.sluice.logging.event.PerformanceMetric;
import dev.sluice.logging.event.PerformanceThresholds;
import dev.sluice.logging.failure.LoggingFailures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs how long work takes, as percentiles of its latest 1,000 runs too, and whether it fails ({@code performance_metric}); what the work returns and throws goes through unchanged.
 * Thread-safe.
 *
 * <pre>{@code
 * Odds odds = profiler.profile("odds_reconciliation", () -> reconcile(book));
 * }</pre>
 */
public final class Profiler {
    /** 16 KB for each at most; names with an id in them would go on for ever. */
    private static final int MAX_OPERATIONS = 200;

    private final EventSink events;
    private final TimeSource time;
    private final PerformanceThresholds thresholds;
    private final Map<String, RecentDurations> recent = new ConcurrentHashMap<>();

    /** Logs to this sink and measures by this clock. */
    public Profiler(EventSink events, TimeSource time, PerformanceThresholds thresholds) {
        this.events = events;
        this.time = time;
        this.thresholds = thresholds;
    }

    /** Logs through SLF4J with the shipped thresholds. */
    public static Profiler slf4j() {
        return new Profiler(EventSink.slf4j(), TimeSource.system(), PerformanceThresholds.DEFAULTS);
    }

    /**
     * Runs the work on this thread.
     *
     * @throws X as the work does
     */
    public <T extends @Nullable Object, X extends Exception> T profile(String operation, Work<T, X> work) throws X {
        long start = time.nanoTime();
        @Nullable Throwable thrown = null;
        try {
            return work.run();
        } catch (Throwable failure) {
            thrown = failure;
            throw failure;
        } finally {
            ended(operation, start, thrown);
        }
    }

    /** Starts the work on this thread and logs when the stage it gives is complete, on the thread that completes it. */
    public <T> CompletionStage<T> profileStage(String operation, Supplier<CompletionStage<T>> work) {
        long start = time.nanoTime();
        CompletionStage<T> stage;
        try {
            stage = work.get();
        } catch (RuntimeException | Error failure) {
            ended(operation, start, failure);
            throw failure;
        }
        return stage.whenComplete((result, failure) -> ended(
                operation,
                start,
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure));
    }

    private void ended(String operation, long start, @Nullable Throwable thrown) {
        long end = time.nanoTime();
        LoggingFailures.guard(() -> {
            Failure failure = thrown == null ? null : Failure.of(thrown, false);
            Duration took = Duration.ofNanos(end - start);
            PerformanceMetric metric =
                    new PerformanceMetric(operation, took, thresholds, percentiles(operation, took), failure);
            if (events.wants(metric.eventType(), metric.level(), "")) {
                events.emit(metric);
            }
        });
    }

    /** With this run; null where there are too many operations to keep the runs of each. */
    private @Nullable Percentiles percentiles(String operation, Duration took) {
        RecentDurations known = recent.get(operation);
        if (known == null && recent.size() < MAX_OPERATIONS) {
            known = recent.computeIfAbsent(operation, any -> new RecentDurations());
        }
        if (known == null) {
            return null;
        }
        known.add(took);
        return known.percentiles();
    }

    /** Work that is measured. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        /**
         * Does it.
         *
         * @throws X if it fails
         */
        T run() throws X;
    }
}

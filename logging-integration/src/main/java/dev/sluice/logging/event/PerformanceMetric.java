package dev.sluice.logging.event;

import dev.sluice.logging.Profiler;
import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A profiled piece of work is over ({@code performance_metric}); a {@link Profiler} makes these.
 *
 * @param operation its name
 * @param duration how long it took
 * @param thresholds what is slow; null if nothing is known about that
 * @param percentiles of the operation's latest runs, this one included; null if nobody keeps them
 * @param failure why it failed; null if it did not
 */
public record PerformanceMetric(
        String operation,
        Duration duration,
        @Nullable PerformanceThresholds thresholds,
        @Nullable Percentiles percentiles,
        @Nullable Failure failure)
        implements Event {
    /** One of which no others are known. */
    public PerformanceMetric(
            String operation,
            Duration duration,
            @Nullable PerformanceThresholds thresholds,
            @Nullable Failure failure) {
        this(operation, duration, thresholds, null, failure);
    }

    /** Redacts the text. */
    public PerformanceMetric {
        operation = Redactor.standard().text(operation);
    }

    @Override
    public String eventType() {
        return "performance_metric";
    }

    @Override
    public String message() {
        return failure == null ? "Performance" : "Performance: failed";
    }

    @Override
    public Level level() {
        return failure == null ? Level.INFO : Level.ERROR;
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = new Fields()
                .put(EventKey.OPERATION, operation)
                .millis(EventKey.DURATION_MS, duration)
                .put(EventKey.OUTCOME, failure == null ? "success" : "failure");
        if (thresholds != null) {
            thresholds.addTo(fields, duration);
        }
        if (percentiles != null) {
            percentiles.addTo(fields, EventKey.P50_DURATION_MS, EventKey.P95_DURATION_MS, EventKey.P99_DURATION_MS);
        }
        return (failure == null ? fields : failure.addTo(fields)).done();
    }
}

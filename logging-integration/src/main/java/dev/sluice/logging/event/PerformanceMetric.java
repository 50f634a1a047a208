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
 * @param failure why it failed; null if it did not
 */
public record PerformanceMetric(
        String operation,
        Duration duration,
        @Nullable PerformanceThresholds thresholds,
        @Nullable Failure failure) implements Event {
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
        return (failure == null ? fields : failure.addTo(fields)).done();
    }
}

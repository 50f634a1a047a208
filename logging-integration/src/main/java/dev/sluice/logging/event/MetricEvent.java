package dev.sluice.logging.event;

import java.util.Map;

/**
 * Figures that the program counts itself ({@code metric_*}), such as users of a day; call the day {@code day}, not {@code date}, which back ends
 * take for the time stamp.
 *
 * @param name without the prefix {@code metric_}, or with it
 * @param fields redacted by their names, persons replaced by keyed hashes
 */
public record MetricEvent(String name, Map<String, Object> fields) implements Event {
    /** Redacts what the caller has not. */
    public MetricEvent {
        name = EventNames.of("metric_", name);
        fields = EventNames.fields(fields);
    }

    @Override
    public String eventType() {
        return name;
    }

    @Override
    public String message() {
        return "Metric event";
    }
}

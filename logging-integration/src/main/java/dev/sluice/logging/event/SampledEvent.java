package dev.sluice.logging.event;

import java.util.Map;
import org.slf4j.event.Level;

/**
 * An event that was kept although not all are; its line says at which rate, so that sums can be corrected: it stands for {@code 1 / sample_rate} events.
 *
 * @param event what happened
 * @param sampleRate above 0, up to 1: what had to be kept in any case stands for itself
 * @param late whether it is logged after its time, because its call failed only later ({@code logged_late})
 */
public record SampledEvent(Event event, double sampleRate, boolean late) implements Event {

    /** An event that was left out when it happened, of a call that has failed since: kept in any case. */
    public static SampledEvent late(Event event) {
        return new SampledEvent(event, 1, true);
    }

    /** An event of a call that has failed before: kept in any case. */
    public static SampledEvent kept(Event event) {
        return new SampledEvent(event, 1, false);
    }

    @Override
    public String eventType() {
        return event.eventType();
    }

    @Override
    public String message() {
        return event.message();
    }

    @Override
    public Level level() {
        return event.level();
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = new Fields();
        event.fields().forEach(fields::put);
        return fields.put("sample_rate", sampleRate)
                .put("logged_late", late ? Boolean.TRUE : null)
                .done();
    }
}

package dev.sluice.logging.event;

import dev.sluice.logging.context.LogKeys;
import java.util.Locale;
import java.util.Set;
import org.slf4j.event.Level;

/** Lets through what is kept of a sampled stream of events. */
final class SamplingSink implements EventSink {
    /** Beginnings of event types that are always kept: rare, and looked for one by one. */
    private static final Set<String> ALWAYS = Set.of(
            "security_",
            "business_",
            "audit",
            "error",
            "warning",
            "trading_decision",
            "performance_metric",
            "bot_health");

    private final Sampler sampler;
    private final EventSink next;

    SamplingSink(Sampler sampler, EventSink next) {
        this.sampler = sampler;
        this.next = next;
    }

    @Override
    public boolean wants(String eventType, Level level, String requestId) {
        return (isAlwaysKept(eventType, level) || sampler.keeps(requestId)) && next.wants(eventType, level, requestId);
    }

    @Override
    public void emit(Event event) {
        if (event instanceof SampledEvent) {
            next.emit(event);
        } else if (isAlwaysKept(event.eventType(), event.level())) {
            next.emit(new SampledEvent(event, 1, false));
        } else {
            Object id = event.fields().get(LogKeys.REQUEST_ID);
            if (id == null) { // it belongs to no request: there is nothing by which it could be sampled
                next.emit(new SampledEvent(event, 1, false));
            } else if (sampler.keeps(String.valueOf(id))) {
                next.emit(new SampledEvent(event, sampler.rate(), false));
            }
        }
    }

    /** SLF4J's {@code WARN} is what others write as {@code WARNING}. */
    private static boolean isAlwaysKept(String eventType, Level level) {
        if (level.toInt() >= Level.WARN.toInt()) {
            return true;
        }
        String type = eventType.toLowerCase(Locale.ROOT);
        return ALWAYS.stream().anyMatch(type::startsWith);
    }
}

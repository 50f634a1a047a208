package dev.sluice.logging.event;

import dev.sluice.logging.failure.LoggingFailures;
import org.slf4j.event.Level;

/** Where events go. Implementations are thread-safe. */
@FunctionalInterface
public interface EventSink {
    /** The parent of the loggers of calls. */
    String API_LOGGER = "dev.sluice.events.api";

    /** A logger that writes nothing: while it is at {@code DEBUG}, the events of calls show redacted bodies. */
    String PAYLOAD_LOGGER = "dev.sluice.events.payload";

    /** The parent of the loggers of completions and decisions. */
    String LLM_LOGGER = "dev.sluice.events.llm";

    /** The parent of the loggers of all others, by {@link EventCategory}: {@code dev.sluice.events.security}, … */
    String OTHER_LOGGER = "dev.sluice.events.";

    /** Takes an event. Never throws: what goes wrong is counted in {@link LoggingFailures}. */
    void emit(Event event);

    /**
     * Whether an event would be taken: asked before one is built that belongs to a request. True unless the sink knows better.
     *
     * @param eventType as in {@link Event#eventType()}
     * @param requestId the request it would belong to
     */
    default boolean wants(String eventType, Level level, String requestId) {
        return true;
    }

    /**
     * This sink behind a sampler: of the requests that it does not keep, only warnings, errors, security and business events, decisions and
     * summaries come through; every line then has its {@code sample_rate}.
     */
    default EventSink sampled(Sampler sampler) {
        return sampler.rate() >= 1 ? this : new SamplingSink(sampler, this);
    }

    /**
     * Logs through SLF4J under {@link #API_LOGGER}, {@link #LLM_LOGGER} or {@link #OTHER_LOGGER} with its category, and the event type: a
     * constant message with the fields as key-value pairs where the back end is Logback, else with one JSON object as its argument.
     */
    static EventSink slf4j() {
        return Slf4jEventSink.INSTANCE;
    }

    /** Discards every event. */
    static EventSink none() {
        return NoSink.INSTANCE;
    }

    /** Gives every event to this sink, then to another one, whatever becomes of the first. */
    default EventSink and(EventSink next) {
        return new BothSinks(this, next);
    }
}

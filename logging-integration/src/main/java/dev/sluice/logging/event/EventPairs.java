package dev.sluice.logging.event;

import dev.sluice.logging.redaction.FieldMap;
import java.util.AbstractList;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.BiConsumer;
import org.slf4j.event.KeyValuePair;

/**
 * An event's fields on their way to a back end, {@code event_type} first: for any back end a list of key-value pairs, made when they are
 * asked for; Sluice's own encoders take the fields themselves. Immutable.
 */
public final class EventPairs extends AbstractList<KeyValuePair> implements RandomAccess {
    private static final String TYPE = "event_type";

    private final Event event;
    private final FieldMap<Object> fields;

    EventPairs(Event event) {
        this.event = event;
        this.fields = compact(event.fields());
    }

    private static FieldMap<Object> compact(Map<String, Object> fields) {
        if (fields instanceof FieldMap<Object> compact) {
            return compact;
        }
        FieldMap<Object> copy = new FieldMap<>(fields.size());
        fields.forEach(copy::set);
        return copy;
    }

    /** The value of {@code event_type}. */
    public String eventType() {
        return event.eventType();
    }

    /**
     * Whether the fields are fit to be logged as they are: those of calls that go well hold numbers, and texts that were redacted when the event
     * was built, under names of our own. All others are searched once more by whoever writes them.
     */
    public boolean isRedacted() {
        Event whole = event instanceof SampledEvent sampled ? sampled.event() : event;
        return whole instanceof ApiRequest
                || whole instanceof ApiResponse
                || (whole instanceof ExternalApiCall call && call.failure() == null);
    }

    /** Gives each pair, in order. */
    public void forEachPair(BiConsumer<String, Object> consumer) {
        consumer.accept(TYPE, event.eventType());
        for (int i = 0; i < fields.size(); i++) {
            consumer.accept(fields.name(i), fields.value(i));
        }
    }

    @Override
    public KeyValuePair get(int index) {
        return index == 0
                ? new KeyValuePair(TYPE, event.eventType())
                : new KeyValuePair(fields.name(index - 1), fields.value(index - 1));
    }

    @Override
    public int size() {
        return 1 + fields.size();
    }
}

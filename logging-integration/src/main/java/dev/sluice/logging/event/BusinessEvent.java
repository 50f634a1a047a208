package dev.sluice.logging.event;

import java.util.Map;

/**
 * Something the program is for has happened ({@code business_*}): a user registered, a bot was connected.
 *
 * @param name without the prefix {@code business_}, or with it
 * @param fields redacted by their names, persons replaced by keyed hashes
 */
public record BusinessEvent(String name, Map<String, Object> fields) implements Event {
    /** Redacts what the caller has not. */
    public BusinessEvent {
        name = EventNames.of("business_", name);
        fields = EventNames.fields(fields);
    }

    @Override
    public String eventType() {
        return name;
    }

    @Override
    public String message() {
        return "Business event";
    }
}

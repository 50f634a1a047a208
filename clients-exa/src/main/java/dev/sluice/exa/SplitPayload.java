package dev.sluice.exa;

import dev.sluice.exa.internal.ExaJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Puts together JSON objects that arrive in several events. Exa cuts long ones anywhere, without a mark: recorded on {@code POST /answer} in
 * November 2025, where 34 kB of citations ended in the midst of a word, and the next event began with the rest. What does not parse is held,
 * and what comes next is joined to it until both together do. For one thread.
 */
final class SplitPayload {
    /** Our own bounds, far above what was seen: two events, 34,000 characters. */
    static final int MAX_CHARS = 4 << 20;

    static final int MAX_EVENTS = 32;

    private final StringBuilder held = new StringBuilder();
    private int events;

    /**
     * The object that this text ends; null if it is still incomplete.
     *
     * @throws JacksonException of what is held, when that has become too much to be one object
     */
    @Nullable
    JsonNode offer(String data) {
        held.append(held.isEmpty() ? data.stripLeading() : data);
        events++;
        try {
            JsonNode whole = ExaJson.MAPPER.readTree(held.toString());
            clear();
            return whole;
        } catch (JacksonException incomplete) {
            if (events >= MAX_EVENTS || held.length() > MAX_CHARS || held.charAt(0) != '{') {
                throw incomplete;
            }
            return null;
        }
    }

    /** Whether nothing is held. */
    boolean isEmpty() {
        return events == 0;
    }

    private void clear() {
        held.setLength(0);
        events = 0;
    }
}

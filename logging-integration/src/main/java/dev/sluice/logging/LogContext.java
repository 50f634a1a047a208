package dev.sluice.logging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Adds fields to every log line of this thread until it is closed, when the fields have their former values again. Kept in SLF4J's MDC.
 * Values of names that denote a credential are redacted; the others are searched as any text. Close on the thread that opened it, in reverse
 * order, as try-with-resources does. Other threads do not see the fields.
 *
 * <pre>{@code
 * try (LogContext c = LogContext.with("experiment_id", id).and("strategy_id", strategy)) { … }
 * }</pre>
 */
public final class LogContext implements AutoCloseable {
    private final Deque<Former> former = new ArrayDeque<>();

    private LogContext() {}

    /** Opens a scope with one field. */
    public static LogContext with(String key, String value) {
        return new LogContext().and(key, value);
    }

    /** Adds a field to the scope. */
    public LogContext and(String key, String value) {
        former.push(new Former(key, MDC.get(key)));
        Object redacted = Redactor.standard().fields(Map.of(key, value)).get(key);
        MDC.put(key, String.valueOf(redacted));
        return this;
    }

    /** Gives the fields their former values; a second call does nothing. */
    @Override
    public void close() {
        while (!former.isEmpty()) {
            Former last = former.pop();
            if (last.value() == null) {
                MDC.remove(last.key());
            } else {
                MDC.put(last.key(), last.value());
            }
        }
    }

    private record Former(String key, @Nullable String value) {}
}

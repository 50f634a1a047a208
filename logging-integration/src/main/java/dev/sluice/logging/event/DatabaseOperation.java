package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement was run ({@code database_operation}); its text and its parameters are not logged.
 *
 * @param operation its kind, such as {@code SELECT}
 * @param table which table
 * @param duration how long it took
 * @param rowsAffected rows read or written; null if not known
 */
public record DatabaseOperation(
        String operation,
        String table,
        Duration duration,
        @Nullable Long rowsAffected) implements Event {
    /** Redacts the texts. */
    public DatabaseOperation {
        operation = Redactor.standard().text(operation);
        table = Redactor.standard().text(table);
    }

    @Override
    public String eventType() {
        return "database_operation";
    }

    @Override
    public String message() {
        return "Database operation";
    }

    @Override
    public Map<String, Object> fields() {
        return new Fields()
                .put(EventKey.OPERATION, operation)
                .put(EventKey.TABLE, table)
                .millis(EventKey.DURATION_MS, duration)
                .put(EventKey.ROWS_AFFECTED, rowsAffected)
                .done();
    }
}

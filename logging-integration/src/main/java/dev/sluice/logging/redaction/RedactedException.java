package dev.sluice.logging.redaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exception as it may be logged; made by {@link Redactor#exception}.
 *
 * @param type the class's name
 * @param message redacted; null if it has none
 * @param stacktrace the bounded stack trace with causes and suppressed exceptions, every message in it redacted
 */
public record RedactedException(String type, @Nullable String message, String stacktrace) {
    /** Redacts the texts, in case it was made by hand. */
    public RedactedException {
        type = Redactor.standard().text(type);
        message = Redactor.standard().textOrNull(message);
        stacktrace = Redactor.standard().text(stacktrace);
    }

    /** Under the names they are logged with: {@code type}, {@code message}, {@code stacktrace}. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        if (message != null) {
            fields.put("message", message);
        }
        fields.put("stacktrace", stacktrace);
        return Collections.unmodifiableMap(fields);
    }
}

package dev.sluice.logging;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in words that can be searched for.
 *
 * @param errorType a stable name, such as {@code rate_limited} or an exception's class name
 * @param message redacted
 * @param retryable whether repeating may help
 * @param exception the exception, redacted with its causes; null if there is none or it says no more than the message
 */
public record Failure(
        String errorType,
        @Nullable String message,
        boolean retryable,
        @Nullable RedactedException exception) {
    /** Redacts the texts. */
    public Failure {
        errorType = Redactor.standard().text(errorType);
        message = Redactor.standard().textOrNull(message);
    }

    /** A failure that is no exception. */
    public static Failure of(String errorType, String message, boolean retryable) {
        return new Failure(errorType, message, retryable, null);
    }

    /** A failure that is one; its type is the class's simple name. */
    public static Failure of(Throwable error, boolean retryable) {
        RedactedException exception = Redactor.standard().exception(error);
        return new Failure(exception.type(), exception.message(), retryable, exception);
    }

    Fields addTo(Fields fields) {
        return fields.put("error_type", errorType)
                .put("error_message", message)
                .put("retryable", retryable)
                .put("exception", exception == null ? null : exception.fields());
    }
}

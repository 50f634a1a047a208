package dev.sluice.logging.event;

import dev.sluice.logging.redaction.RedactedException;
import dev.sluice.logging.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in words that can be searched for.
 *
 * @param errorType a stable name, such as {@code rate_limited} or an exception's class name
 * @param message redacted
 * @param retryable whether repeating may help
 * @param hint what it means, in a sentence
 * @param nextAction what to do, in one word: {@code retry}, {@code check_credentials}, {@code fix_request}, …
 * @param exception the exception, redacted with its causes; null if there is none or it says no more than the message
 */
public record Failure(
        String errorType,
        @Nullable String message,
        boolean retryable,
        String hint,
        String nextAction,
        @Nullable RedactedException exception) {
    /** Redacts the texts. */
    public Failure {
        errorType = Redactor.standard().text(errorType);
        message = Redactor.standard().textOrNull(message);
        hint = Redactor.standard().text(hint);
        nextAction = Redactor.standard().text(nextAction);
    }

    /** A failure that is no exception. */
    public static Failure of(String errorType, String message, boolean retryable) {
        return new Failure(errorType, message, retryable, hint(retryable), action(retryable), null);
    }

    /** A failure that is one; its type is the class's simple name. */
    public static Failure of(Throwable error, boolean retryable) {
        RedactedException exception = Redactor.standard().exception(error);
        return new Failure(
                exception.type(), exception.message(), retryable, hint(retryable), action(retryable), exception);
    }

    /** The same, said by who knows better what it means and what to do. */
    public Failure advice(String means, String action) {
        return new Failure(errorType, message, retryable, means, action, exception);
    }

    private static String hint(boolean retryable) {
        return retryable
                ? "Passing trouble: the same may succeed later."
                : "Will fail again until its cause is removed: see error_message and exception.";
    }

    private static String action(boolean retryable) {
        return retryable ? "retry" : "inspect";
    }

    Fields addTo(Fields fields) {
        return fields.put(EventKey.ERROR_TYPE, errorType)
                .put(EventKey.ERROR_MESSAGE, message)
                .put(EventKey.RETRYABLE, retryable)
                .put(EventKey.HINT, hint)
                .put(EventKey.NEXT_ACTION, nextAction)
                .put(EventKey.EXCEPTION, exception == null ? null : exception.fields());
    }
}

package dev.sluice.logging.redaction;

/** A text is not JSON, nor the beginning of any. Without a stack trace, which nobody reads. */
final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedJsonException() {
        super("not JSON", null, false, false);
    }
}

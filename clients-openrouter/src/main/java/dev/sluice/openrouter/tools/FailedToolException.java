package dev.sluice.openrouter.tools;

/** A tool failed, and the model is not told; the cause is what it threw. */
final class FailedToolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String fact;

    FailedToolException(String fact, Exception cause) {
        super(fact, cause);
        this.fact = fact;
    }

    String fact() {
        return fact;
    }
}

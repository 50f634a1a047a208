package dev.sluice.foundation.config;

/**
 * A configuration that was refused whole. The message is one line, {@code place: path: fact (expected: …; did you mean …?)}, where the place
 * is {@code file:line:column} or the name of an environment variable; it never quotes a value that looks secret. The first error found is
 * reported.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(OneLine.of(message));
    }

    ConfigurationException(String message, Throwable cause) {
        super(OneLine.of(message), cause);
    }
}

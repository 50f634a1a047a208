package dev.sluice.examples;

/** The demo was asked for something it cannot do: one line for the user, exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}

package dev.sluice.ratelimit.spi;

/** The store did not answer. What was asked may or may not have been done. */
public final class BackendUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message {@code place: fact (expected: …)}, without an address or a credential
     */
    public BackendUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.sluice.client.error;

/**
 * A call needs a key, and where it should come from gives none: a file that cannot be read, a supplier that fails. Appears as the cause of a
 * {@link RequestNotSentException}. Never quotes what was found there.
 */
public final class UnusableCredentialException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * The key of this provider cannot be had.
     *
     * @param provider whose key
     * @param fact what is wrong with its source, for the message
     */
    public UnusableCredentialException(String provider, String fact) {
        super(provider + ": " + fact);
    }
}

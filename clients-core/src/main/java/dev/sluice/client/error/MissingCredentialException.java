package dev.sluice.client.error;

/** A call needs a key that was not given. Appears as the cause of a {@link RequestNotSentException}. */
public final class MissingCredentialException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String environmentVariable;

    /**
     * The key of this provider is missing.
     *
     * @param provider whose key is missing
     * @param environmentVariable name of the variable that should hold it
     */
    public MissingCredentialException(String provider, String environmentVariable) {
        super(provider + ": API key missing (expected: environment variable " + environmentVariable + ")");
        this.environmentVariable = environmentVariable;
    }

    /** Name of the environment variable that should hold the key. */
    public String environmentVariable() {
        return environmentVariable;
    }
}

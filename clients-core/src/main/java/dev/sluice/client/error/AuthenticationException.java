package dev.sluice.client.error;

/** The provider does not know the key (401). */
public final class AuthenticationException extends ResponseException {
    private static final long serialVersionUID = 1L;

    AuthenticationException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, response, repeatability);
    }
}

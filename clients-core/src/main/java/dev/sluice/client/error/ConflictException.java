package dev.sluice.client.error;

/** The thing is in another state than the request supposes (409). */
public final class ConflictException extends ResponseException {
    private static final long serialVersionUID = 1L;

    ConflictException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, response, repeatability);
    }
}

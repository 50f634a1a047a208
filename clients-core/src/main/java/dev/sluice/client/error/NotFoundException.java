package dev.sluice.client.error;

/** The thing asked for does not exist (404). */
public final class NotFoundException extends ResponseException {
    private static final long serialVersionUID = 1L;

    NotFoundException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, response, repeatability);
    }
}

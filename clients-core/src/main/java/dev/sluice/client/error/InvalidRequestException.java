package dev.sluice.client.error;

/** The provider does not accept what was asked (400, 413, 422): the request must change. */
public final class InvalidRequestException extends ResponseException {
    private static final long serialVersionUID = 1L;

    InvalidRequestException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, response, repeatability);
    }
}

package dev.sluice.client.error;

/** The provider failed or was not ready (408, 425, 5xx). */
public final class ServerErrorException extends ResponseException {
    private static final long serialVersionUID = 1L;

    ServerErrorException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, response, repeatability);
    }
}

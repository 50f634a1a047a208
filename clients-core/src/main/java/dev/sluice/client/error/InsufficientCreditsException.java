package dev.sluice.client.error;

/** The account has no money or no budget left (402). */
public final class InsufficientCreditsException extends ResponseException {
    private static final long serialVersionUID = 1L;

    InsufficientCreditsException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, response, repeatability);
    }
}

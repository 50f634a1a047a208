package dev.sluice.client.error;

/** The provider refused because of its own limits (429); {@link #retryAt()} says until when, if it said so. */
public final class RateLimitedException extends ResponseException {
    private static final long serialVersionUID = 1L;

    RateLimitedException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, response, repeatability);
    }
}

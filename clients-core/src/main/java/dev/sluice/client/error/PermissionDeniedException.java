package dev.sluice.client.error;

/** The key may not do this (403): permission, region, moderation. */
public final class PermissionDeniedException extends ResponseException {
    private static final long serialVersionUID = 1L;

    PermissionDeniedException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, response, repeatability);
    }
}

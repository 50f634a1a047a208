package dev.sluice.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The request never left, so nothing happened at the provider and resending is safe. The cause tells why: a refused permit
 * ({@code PermitUnavailableException} of ratelimit-core), an open circuit, a missing key, a refused connection, an interrupt.
 */
public final class RequestNotSentException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure of this call.
     *
     * @param fact what stood in the way, for the message
     * @param repeatability whether waiting and trying again can help
     */
    public RequestNotSentException(
            FailedCall call, String fact, Repeatability repeatability, @Nullable Throwable cause) {
        super(call, fact, repeatability, cause);
    }
}

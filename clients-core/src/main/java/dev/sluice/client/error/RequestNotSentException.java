package dev.sluice.client.error;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request never left, so nothing happened at the provider and resending is safe. The cause tells why: a refused permit
 * ({@code PermitUnavailableException} of ratelimit-core), an open circuit, a missing key, a refused connection, an interrupt.
 */
public final class RequestNotSentException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Instant retryAt;

    /**
     * A failure of this call.
     *
     * @param fact what stood in the way, for the message
     * @param repeatability whether waiting and trying again can help
     */
    public RequestNotSentException(
            FailedCall call, String fact, Repeatability repeatability, @Nullable Throwable cause) {
        this(call, fact, repeatability, null, cause);
    }

    /**
     * As the other one, of a call that may be made later.
     *
     * @param retryAt when that is; null if nobody knows
     */
    public RequestNotSentException(
            FailedCall call,
            String fact,
            Repeatability repeatability,
            @Nullable Instant retryAt,
            @Nullable Throwable cause) {
        super(call, fact, repeatability, cause);
        this.retryAt = retryAt;
    }

    /** When our own limits allow the call, as far as they know: of a spent budget, when it frees. */
    @Override
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}

package dev.sluice.client.error;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed, whatever the reason: the root of everything a client throws. Messages name the operation and the fact, never a
 * query, a header value or a body.
 */
public abstract sealed class ClientException extends RuntimeException
        permits RequestNotSentException,
                TransportException,
                ResponseException,
                DecodingException,
                TruncatedStreamException {
    private static final long serialVersionUID = 1L;

    private final FailedCall call;
    private final Repeatability repeatability;

    ClientException(FailedCall call, String fact, Repeatability repeatability, @Nullable Throwable cause) {
        super(message(call, fact, repeatability), cause);
        this.call = call;
        this.repeatability = repeatability;
    }

    private static String message(FailedCall call, String fact, Repeatability repeatability) {
        String message = call.provider() + " " + call.operation() + ": " + fact;
        return repeatability == Repeatability.OUTCOME_UNKNOWN ? message + ": outcome unknown" : message;
    }

    /** Provider, operation, request id and attempts, together. */
    public final FailedCall call() {
        return call;
    }

    /** Name of the provider, e.g. {@code exa}. */
    public final String provider() {
        return call.provider();
    }

    /** Name of the operation, e.g. {@code search}. */
    public final String operation() {
        return call.operation();
    }

    /** Our id of the call, the same in every log line about it. */
    public final String requestId() {
        return call.requestId();
    }

    /** HTTP exchanges begun; 0 if nothing was sent. */
    public final int attempts() {
        return call.attempts();
    }

    /** Whether the failure is transient and a repeat of the call does no harm. */
    public final boolean isRetryable() {
        return repeatability == Repeatability.RETRYABLE;
    }

    /** Whether the call may have had its effect all the same: find out before repeating it. */
    public final boolean isOutcomeUnknown() {
        return repeatability == Repeatability.OUTCOME_UNKNOWN;
    }

    /** When the provider allows the next request, by our clock; empty if it did not say. */
    public Optional<Instant> retryAt() {
        return Optional.empty();
    }

    /** The status the answer means, which for an error inside HTTP 200 is not 200; empty if there was no answer. */
    public Optional<Integer> effectiveStatus() {
        return Optional.empty();
    }

    /** The provider's id of the request, for its support; empty if unknown. */
    public Optional<String> providerRequestId() {
        return Optional.empty();
    }

    /** Start of the answer's body, redacted and bounded; empty if there was none. */
    public String body() {
        return "";
    }
}

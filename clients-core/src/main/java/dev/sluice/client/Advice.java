package dev.sluice.client;

import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.ConflictException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.InsufficientCreditsException;
import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.MissingCredentialException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.PermissionDeniedException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.logging.event.Failure;
import dev.sluice.ratelimit.PermitUnavailableException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a failed call means and what to do about it, for who reads the log. */
enum Advice {
    ADD_CREDITS("The account has no credits left."),
    CHECK_CREDENTIALS("The provider does not know the key, or none was given."),
    CHECK_NETWORK("No connection to the provider: nothing was sent."),
    CHECK_PERMISSION("The key may not do this, or not from here."),
    FIX_REQUEST("The provider does not accept what was asked; the same request will fail again."),
    INSPECT("Not foreseen: see error_message and exception."),
    REDUCE_LOAD("Our own limits, or an open circuit, refused the call before it was sent."),
    REFRESH_STATE("The thing is in another state than the request supposes."),
    REPORT("The answer is not what the operation returns: the API may have changed."),
    RETRY("The provider or the connection failed in passing."),
    VERIFY_OUTCOME("The request may have taken effect: ask the provider before anything is sent again."),
    WAIT("The provider's own limit is reached.");

    private final String hint;

    Advice(String hint) {
        this.hint = hint;
    }

    /** The failure as it is logged. */
    static Failure failure(ClientException failure) {
        Advice advice = of(failure);
        String action = advice.name().toLowerCase(Locale.ROOT);
        return Failure.of(failure, failure.isRetryable()).advice(advice.hint, action);
    }

    static Advice of(ClientException failure) {
        if (failure.isOutcomeUnknown()) {
            return VERIFY_OUTCOME;
        }
        if (failure instanceof ResponseException response) {
            return answered(response);
        }
        if (failure instanceof RequestNotSentException) {
            return notSent(failure.getCause(), failure.isRetryable());
        }
        if (failure instanceof DecodingException) {
            return REPORT;
        }
        return failure instanceof TransportException || failure instanceof TruncatedStreamException ? RETRY : INSPECT;
    }

    private static Advice answered(ResponseException response) {
        if (response instanceof AuthenticationException) {
            return CHECK_CREDENTIALS;
        }
        if (response instanceof InsufficientCreditsException) {
            return ADD_CREDITS;
        }
        if (response instanceof PermissionDeniedException) {
            return CHECK_PERMISSION;
        }
        if (response instanceof ConflictException) {
            return REFRESH_STATE;
        }
        if (response instanceof RateLimitedException) {
            return WAIT;
        }
        if (response instanceof InvalidRequestException || response instanceof NotFoundException) {
            return FIX_REQUEST;
        }
        return response instanceof ServerErrorException ? RETRY : INSPECT;
    }

    private static Advice notSent(@Nullable Throwable cause, boolean retryable) {
        if (cause instanceof MissingCredentialException) {
            return CHECK_CREDENTIALS;
        }
        if (cause instanceof IOException) {
            return CHECK_NETWORK;
        }
        boolean openCircuit = cause == null && retryable;
        return cause instanceof PermitUnavailableException || openCircuit ? REDUCE_LOAD : INSPECT;
    }
}

package dev.sluice.client.error;

import java.time.Instant;
import java.util.Optional;

/**
 * The provider answered, and the answer is an error. The <em>effective</em> status decides the subtype; this class itself stands for
 * those without one (3xx, 405, 410 …).
 */
public sealed class ResponseException extends ClientException
        permits InvalidRequestException,
                AuthenticationException,
                InsufficientCreditsException,
                PermissionDeniedException,
                NotFoundException,
                ConflictException,
                RateLimitedException,
                ServerErrorException {
    private static final long serialVersionUID = 1L;

    private final FailedResponse response;

    ResponseException(FailedCall call, FailedResponse response, Repeatability repeatability) {
        super(call, fact(response), repeatability, null);
        this.response = response;
    }

    /** The exception for an answer: 400, 413, 422 · 401 · 402 · 403 · 404 · 409 · 429 · 408, 425 and 5xx have a type of their own. */
    public static ResponseException of(FailedCall call, FailedResponse response, Repeatability repeatability) {
        int status = response.effectiveStatus();
        return switch (status) {
            case 400, 413, 422 -> new InvalidRequestException(call, response, repeatability);
            case 401 -> new AuthenticationException(call, response, repeatability);
            case 402 -> new InsufficientCreditsException(call, response, repeatability);
            case 403 -> new PermissionDeniedException(call, response, repeatability);
            case 404 -> new NotFoundException(call, response, repeatability);
            case 409 -> new ConflictException(call, response, repeatability);
            case 429 -> new RateLimitedException(call, response, repeatability);
            case 408, 425 -> new ServerErrorException(call, response, repeatability);
            default ->
                status >= 500
                        ? new ServerErrorException(call, response, repeatability)
                        : new ResponseException(call, response, repeatability);
        };
    }

    private static String fact(FailedResponse response) {
        String code = response.code() == null ? "" : " " + response.code();
        String inside =
                response.httpStatus() == response.effectiveStatus() ? "" : " inside HTTP " + response.httpStatus();
        return "status " + response.effectiveStatus() + code + inside + " (expected: 2xx)";
    }

    /** Everything the provider said, together. */
    public final FailedResponse response() {
        return response;
    }

    /** The status the answer means; for an error inside HTTP 200 not 200. */
    public final int status() {
        return response.effectiveStatus();
    }

    /** The provider's error word, e.g. {@code INVALID_API_KEY}; empty if it gave none. */
    public final Optional<String> code() {
        return Optional.ofNullable(response.code());
    }

    /** The provider's own explanation, redacted; empty if it gave none. */
    public final Optional<String> providerMessage() {
        return Optional.ofNullable(response.providerMessage());
    }

    /** What the provider's module read from the error, if it is of this type: which types there are, its client says. */
    public final <T> Optional<T> details(Class<T> type) {
        Object details = response.details();
        return type.isInstance(details) ? Optional.of(type.cast(details)) : Optional.empty();
    }

    @Override
    public final Optional<Integer> effectiveStatus() {
        return Optional.of(response.effectiveStatus());
    }

    @Override
    public final Optional<String> providerRequestId() {
        return Optional.ofNullable(response.providerRequestId());
    }

    @Override
    public final Optional<Instant> retryAt() {
        return Optional.ofNullable(response.retryAt());
    }

    @Override
    public final String body() {
        return response.body();
    }
}

package dev.sluice.client.spi;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means, in words the pipeline acts on. Immutable; every method returns a changed copy.
 *
 * <p>Defaults: 408, 425, 429, 500, 502, 503, 504, 520–524 and 529 are transient; {@code retryAt} of a 429 or 503 pauses the
 * {@linkplain PauseScope#CALL call's group or account}.
 */
public final class Classification {
    private final int status;
    private final Words words;
    private final Advice advice;

    private Classification(int status, Words words, Advice advice) {
        this.status = status;
        this.words = words;
        this.advice = advice;
    }

    /**
     * An answer that means this status, and nothing more yet.
     *
     * @param effectiveStatus the error's own status where an error came inside HTTP 200
     */
    public static Classification of(int effectiveStatus) {
        return new Classification(effectiveStatus, new Words(null, null, null, null), Advice.NONE);
    }

    /** The provider's error word, e.g. {@code RATE_LIMIT_EXCEEDED}; becomes part of the exception's message, so no free text. */
    public Classification code(@Nullable String code) {
        return new Classification(status, new Words(code, words.message, words.requestId, words.details), advice);
    }

    /** The provider's explanation; redacted before anyone sees it, never part of an exception's message. */
    public Classification message(@Nullable String message) {
        return new Classification(status, new Words(words.code, message, words.requestId, words.details), advice);
    }

    /** The provider's id of the request. */
    public Classification providerRequestId(@Nullable String id) {
        return new Classification(status, new Words(words.code, words.message, id, words.details), advice);
    }

    /** What else the provider said, of a type of its module's own, for {@code ResponseException.details}; it must print without secrets. */
    public Classification details(@Nullable Serializable details) {
        return new Classification(status, new Words(words.code, words.message, words.requestId, details), advice);
    }

    /** The provider promises that it did nothing: even an {@link RetryClass#EFFECT} call may be repeated. */
    public Classification notProcessed() {
        return advised(new Advice(true, advice.refusedOnPurpose, advice.transientFailure, advice.retryAt, advice.whom));
    }

    /** The server is well and refuses on purpose, whatever its status says: a mode of a market, no outage. A circuit takes it for an answer, as a 4xx. */
    public Classification refusedOnPurpose() {
        return advised(new Advice(advice.notProcessed, true, advice.transientFailure, advice.retryAt, advice.whom));
    }

    /** Overrides what the status says about a repeat: a daily cap is a 429 that is not transient. */
    public Classification transientFailure(boolean value) {
        return advised(new Advice(advice.notProcessed, advice.refusedOnPurpose, value, advice.retryAt, advice.whom));
    }

    /** When the provider allows the next request, by our clock; null if it did not say. See {@link RetryTimes}. */
    public Classification retryAt(@Nullable Instant instant) {
        return advised(new Advice(
                advice.notProcessed, advice.refusedOnPurpose, advice.transientFailure, instant, advice.whom));
    }

    /** Whom {@link #retryAt} concerns. */
    public Classification pauses(PauseScope scope) {
        return concerns(new Whom(scope, null, advice.whom.remaining));
    }

    /** As {@link #pauses(PauseScope)}, with a group of the limits that need not be the call's own: a model's, a signer's. */
    public Classification pausesGroup(String group) {
        return concerns(new Whom(PauseScope.CALL, group, advice.whom.remaining));
    }

    /** What the server says is left for whom {@link #pauses} names, whether the answer is a success or not; null if it did not say. */
    public Classification remaining(@Nullable RemainingLimit limit) {
        return concerns(new Whom(advice.whom.scope, advice.whom.group, limit));
    }

    private Classification concerns(Whom whom) {
        return advised(new Advice(
                advice.notProcessed, advice.refusedOnPurpose, advice.transientFailure, advice.retryAt, whom));
    }

    private Classification advised(Advice changed) {
        return new Classification(status, words, changed);
    }

    /** The status the answer means. */
    public int effectiveStatus() {
        return status;
    }

    /** Whether the answer is a success: an effective status of 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The provider's error word. */
    public Optional<String> code() {
        return Optional.ofNullable(words.code);
    }

    /** The provider's explanation, as it came. */
    public Optional<String> message() {
        return Optional.ofNullable(words.message);
    }

    /** The provider's id of the request. */
    public Optional<String> providerRequestId() {
        return Optional.ofNullable(words.requestId);
    }

    /** What else the provider said. */
    public Optional<Serializable> details() {
        return Optional.ofNullable(words.details);
    }

    /** Whether the provider promises that it did nothing. */
    public boolean isNotProcessed() {
        return advice.notProcessed;
    }

    /** Whether the server is well and refuses on purpose. */
    public boolean isRefusedOnPurpose() {
        return advice.refusedOnPurpose;
    }

    /** Whether the same request may succeed later. */
    public boolean isTransient() {
        return advice.transientFailure == null ? isTransient(status) : advice.transientFailure;
    }

    /** When the provider allows the next request. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(advice.retryAt);
    }

    /** Whom {@link #retryAt()} concerns. */
    public PauseScope pauseScope() {
        return advice.whom.scope;
    }

    /** The group of the limits that {@link #retryAt()} and {@link #remaining()} concern, where it is not the call's own. */
    public Optional<String> pausedGroup() {
        return Optional.ofNullable(advice.whom.group);
    }

    /** What the server says is left. */
    public Optional<RemainingLimit> remaining() {
        return Optional.ofNullable(advice.whom.remaining);
    }

    private static boolean isTransient(int status) {
        return switch (status) {
            case 408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529 -> true;
            default -> false;
        };
    }

    private record Words(
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId,
            @Nullable Serializable details) {}

    private record Advice(
            boolean notProcessed,
            boolean refusedOnPurpose,
            @Nullable Boolean transientFailure,
            @Nullable Instant retryAt,
            Whom whom) {
        private static final Advice NONE = new Advice(false, false, null, null, new Whom(PauseScope.CALL, null, null));
    }

    private record Whom(
            PauseScope scope,
            @Nullable String group,
            @Nullable RemainingLimit remaining) {}
}

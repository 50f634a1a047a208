package dev.sluice.openrouter.internal;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.PauseScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenRouter answer says went wrong.
 *
 * @param status the status it means, whatever the HTTP status was
 * @param word OpenRouter's error word ({@code error_type}, else the availability code); null if it gave none
 * @param message its explanation
 * @param retryAt when it allows the next request
 * @param retryable what it says itself about repeating; null if it says nothing
 * @param scope whose limit a 429 is about
 */
record ErrorReport(
        int status,
        @Nullable String word,
        @Nullable String message,
        @Nullable Instant retryAt,
        @Nullable Boolean retryable,
        Scope scope) {

    /** The word for an answer without any content and without any error. */
    static final String EMPTY = "empty_response";

    /** Whose limit a 429 is about. */
    enum Scope {
        /** The account's, or its free models' if the call was to one. */
        LIMIT,
        /** The account's free models', until the day (UTC) is over. */
        FREE_MODELS_DAY,
        /** One model's at one provider; nothing else needs to wait. */
        UPSTREAM
    }

    /** An answer that says nothing: transient, though it may have been billed. */
    static ErrorReport empty() {
        return new ErrorReport(502, EMPTY, null, null, null, Scope.UPSTREAM);
    }

    /** The same for the pipeline: a daily cap is a 429 that no retry outlives, an upstream's 429 stops nobody else. */
    Classification classification() {
        Classification meant = Classification.of(status)
                .code(word)
                .message(message)
                .retryAt(retryAt)
                .pauses(scope == Scope.UPSTREAM ? PauseScope.NONE : PauseScope.CALL);
        if (scope == Scope.FREE_MODELS_DAY) {
            return meant.transientFailure(false);
        }
        return retryable == null ? meant : meant.transientFailure(retryable);
    }
}

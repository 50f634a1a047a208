package dev.sluice.openrouter.internal;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.PauseScope;
import dev.sluice.openrouter.error.OpenRouterError;
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
 * @param scope whose limit it is about
 * @param details what else it tells; null if there was no error object
 */
record ErrorReport(
        int status,
        @Nullable String word,
        @Nullable String message,
        @Nullable Instant retryAt,
        @Nullable Boolean retryable,
        Scope scope,
        @Nullable OpenRouterError details) {

    /** The word for an answer without any content and without any error. */
    static final String EMPTY = "empty_response";

    /** Whose limit it is about. */
    enum Scope {
        /** The account's, or its free models' if the call was to one. */
        LIMIT,
        /** The account's free models', until the day (UTC) is over. */
        FREE_MODELS_DAY,
        /** One model's at one provider: who asks for other models need not wait. */
        UPSTREAM,
        /** The credits that requests under way have reserved: back when these have ended. */
        CREDITS_IN_FLIGHT
    }

    /** An answer that says nothing: transient, though it may have been billed. */
    static ErrorReport empty() {
        return new ErrorReport(502, EMPTY, null, null, null, Scope.UPSTREAM, null);
    }

    /**
     * The same for the pipeline. A daily cap is a 429 that no retry outlives. An upstream's refusal pauses the calls to that model alone, also of a free one.
     */
    Classification classification() {
        Classification meant = Classification.of(status)
                .code(word)
                .message(message)
                .retryAt(retryAt)
                .details(details)
                .pauses(scope == Scope.UPSTREAM ? PauseScope.NARROW : PauseScope.CALL);
        if (scope == Scope.FREE_MODELS_DAY) {
            return meant.transientFailure(false);
        }
        if (scope == Scope.CREDITS_IN_FLIGHT) {
            return meant.transientFailure(retryAt != null);
        }
        return retryable == null ? meant : meant.transientFailure(retryable);
    }
}

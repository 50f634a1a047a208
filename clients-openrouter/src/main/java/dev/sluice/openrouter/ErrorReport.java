package dev.sluice.openrouter;

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
        /** The account, as far as it tells. */
        ACCOUNT,
        /** The free models of the account, for a while. */
        FREE_MODELS,
        /** The free models of the account, until the day (UTC) is over. */
        FREE_MODELS_DAY,
        /** One model at one provider; nothing else needs to wait. */
        UPSTREAM
    }

    /** An answer that says nothing: transient, though it may have been billed. */
    static ErrorReport empty() {
        return new ErrorReport(502, EMPTY, null, null, null, Scope.UPSTREAM);
    }
}

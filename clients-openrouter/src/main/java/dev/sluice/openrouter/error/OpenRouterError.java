package dev.sluice.openrouter.error;

import dev.sluice.client.error.ResponseException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What OpenRouter's {@code metadata} and {@code availability} tell of an error, wherever it stood: in a refusal, inside HTTP 200, in a choice, in a
 * stream. Every part may be missing. As a text it has the words that are safe to log and neither the user's nor the upstream provider's.
 *
 * @param type its word, such as {@code context_length_exceeded}; an open set
 * @param providerName the upstream provider that refused or failed
 * @param providerCode that provider's own word
 * @param raw that provider's answer, as it came: text, or JSON as text
 * @param limitSource whose limit it was, such as {@code openrouter_free_tier_daily} or {@code openrouter_credits}
 * @param modelSlug the model that refused moderated input
 * @param reasons why it was moderated
 * @param flaggedInput the beginning of what was moderated, the user's text
 * @param patterns what a guardrail found
 * @param previousErrors the providers that were tried before
 * @param availability why the model could not be used
 * @param partialText what a whole answer said before it failed; of streams see {@code ChatStream.soFar()}
 */
public record OpenRouterError(
        @Nullable String type,
        @Nullable String providerName,
        @Nullable String providerCode,
        @Nullable String raw,
        @Nullable String limitSource,
        @Nullable String modelSlug,
        List<String> reasons,
        @Nullable String flaggedInput,
        List<String> patterns,
        List<PreviousError> previousErrors,
        @Nullable Availability availability,
        @Nullable String partialText)
        implements Serializable {

    /** Copies the lists. */
    public OpenRouterError {
        reasons = List.copyOf(reasons);
        patterns = List.copyOf(patterns);
        previousErrors = List.copyOf(previousErrors);
    }

    /** What the failure tells; empty if it is none of OpenRouter's answers. */
    public static Optional<OpenRouterError> of(Throwable failure) {
        return failure instanceof ResponseException response
                ? response.details(OpenRouterError.class)
                : Optional.empty();
    }

    /** Whether the input was refused by moderation. */
    public boolean isModeration() {
        return !reasons.isEmpty();
    }

    @Override
    public String toString() {
        return "OpenRouterError[type=" + type + ", providerName=" + providerName + ", limitSource=" + limitSource
                + ", modelSlug=" + modelSlug + ", reasons=" + reasons + ", availability="
                + (availability == null ? null : availability.code()) + "]";
    }

    /**
     * A provider that was tried before.
     *
     * @param provider its name
     * @param code its word
     * @param status its status
     */
    public record PreviousError(
            @Nullable String provider,
            @Nullable String code,
            @Nullable Integer status) implements Serializable {}
}

package dev.sluice.openrouter.error;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a model could not be used, and what could be used instead.
 *
 * @param code such as {@code model_not_found} or {@code capacity_exhausted}; an open set, so decide by {@code retryable}
 * @param retryable whether the same request may succeed later
 * @param retryAfterSeconds in how many seconds
 * @param requestedModels what was asked for
 * @param affectedProviders who could not serve it
 * @param fallbackModels what could be asked for instead
 * @param docsUrl where it is explained
 */
public record Availability(
        @Nullable String code,
        @Nullable Boolean retryable,
        @Nullable Long retryAfterSeconds,
        List<String> requestedModels,
        List<String> affectedProviders,
        List<String> fallbackModels,
        @Nullable String docsUrl)
        implements Serializable {

    /** Copies the lists. */
    public Availability {
        requestedModels = List.copyOf(requestedModels);
        affectedProviders = List.copyOf(affectedProviders);
        fallbackModels = List.copyOf(fallbackModels);
    }
}

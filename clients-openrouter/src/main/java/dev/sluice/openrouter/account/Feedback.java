package dev.sluice.openrouter.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A complaint about one generation.
 *
 * @param generationId which
 * @param category {@code latency}, {@code incoherence}, {@code incorrect_response}, {@code formatting}, {@code
 *     billing}, {@code api_error}, {@code other}
 * @param comment more
 */
public record Feedback(
        @JsonProperty("generation_id") @Nullable String generationId,
        @Nullable String category,
        @Nullable String comment) {}

package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which providers may serve a request, and in which order they are asked.
 *
 * @param order ask these first, in this order, by slug
 * @param only ask nobody else
 * @param ignore never ask these
 * @param allowFallbacks false fails rather than asking another one; OpenRouter's default is true
 * @param requireParameters true leaves out providers that would ignore a parameter of the request
 * @param dataCollection {@code allow} or {@code deny} providers that keep data
 * @param zdr true asks only endpoints with zero data retention
 * @param enforceDistillableText true asks only models whose text may be distilled
 * @param quantizations only these: {@code fp8}, {@code bf16}, …
 * @param sort {@code price}, {@code throughput}, {@code latency}, {@code exacto}, or {@code {by, partition}}
 * @param preferredMinThroughput tokens per second: a number or {@link Percentiles}
 * @param preferredMaxLatency seconds: a number or {@link Percentiles}
 * @param maxPrice nobody dearer
 * @param extra every other field, in wire order
 */
public record ProviderPreferences(
        @Nullable List<String> order,
        @Nullable List<String> only,
        @Nullable List<String> ignore,
        @JsonProperty("allow_fallbacks") @Nullable Boolean allowFallbacks,
        @JsonProperty("require_parameters") @Nullable Boolean requireParameters,
        @JsonProperty("data_collection") @Nullable String dataCollection,
        @Nullable Boolean zdr,
        @JsonProperty("enforce_distillable_text") @Nullable Boolean enforceDistillableText,
        @Nullable List<String> quantizations,
        @Nullable JsonNode sort,
        @JsonProperty("preferred_min_throughput") @Nullable JsonNode preferredMinThroughput,
        @JsonProperty("preferred_max_latency") @Nullable JsonNode preferredMaxLatency,
        @JsonProperty("max_price") @Nullable MaxPrice maxPrice,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ProviderPreferences {
        order = Copies.presentOrNull(order);
        only = Copies.presentOrNull(only);
        ignore = Copies.presentOrNull(ignore);
        quantizations = Copies.presentOrNull(quantizations);
        extra = Copies.map(extra);
    }

    /** Starts with no preference. */
    public static ProviderPreferencesBuilder builder() {
        return new ProviderPreferencesBuilder();
    }

    /** These providers in this order, and nobody else. */
    public static ProviderPreferences exactly(String... slugs) {
        return builder().order(slugs).allowFallbacks(false).build();
    }

    /** A builder that holds these preferences. */
    public ProviderPreferencesBuilder toBuilder() {
        return new ProviderPreferencesBuilder(this);
    }
}

package dev.sluice.openrouter.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model and where it runs.
 *
 * @param id the model
 * @param name for people
 * @param created seconds since the epoch
 * @param description for people
 * @param architecture what it reads and writes
 * @param endpoints its endpoints
 * @param extra every other field, in wire order
 */
public record ModelEndpoints(
        @Nullable String id,
        @Nullable String name,
        @Nullable Long created,
        @Nullable String description,
        @Nullable Architecture architecture,
        @Nullable List<Endpoint> endpoints,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ModelEndpoints {
        endpoints = Copies.presentOrNull(endpoints);
        extra = Copies.map(extra);
    }

    /** The endpoints, cheapest by {@link Pricing#of} for so many tokens first; those of unknown price are left out. */
    public List<Endpoint> cheapestFirst(long promptTokens, long completionTokens) {
        record Priced(Endpoint endpoint, BigDecimal price) {}
        return Copies.present(endpoints).stream()
                .flatMap(endpoint -> Optional.ofNullable(endpoint.pricing())
                        .flatMap(pricing -> pricing.of(promptTokens, completionTokens))
                        .map(price -> new Priced(endpoint, price))
                        .stream())
                .sorted(java.util.Comparator.comparing(Priced::price))
                .map(Priced::endpoint)
                .toList();
    }
}

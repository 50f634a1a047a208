package dev.sluice.openrouter.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A provider of models.
 *
 * @param name for people
 * @param slug what provider preferences name it by
 * @param headquarters its country
 * @param datacenters the countries of its machines
 * @param privacyPolicyUrl its privacy policy
 * @param termsOfServiceUrl its terms
 * @param statusPageUrl its status
 * @param extra every other field, in wire order
 */
public record Provider(
        @Nullable String name,
        @Nullable String slug,
        @Nullable String headquarters,
        @Nullable List<String> datacenters,
        @JsonProperty("privacy_policy_url") @Nullable String privacyPolicyUrl,
        @JsonProperty("terms_of_service_url") @Nullable String termsOfServiceUrl,
        @JsonProperty("status_page_url") @Nullable String statusPageUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Provider {
        datacenters = Copies.presentOrNull(datacenters);
        extra = Copies.map(extra);
    }
}

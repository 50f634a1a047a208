package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a request was routed: sent where the {@code X-OpenRouter-Metadata} header asks for it.
 *
 * @param requested the model that was asked for
 * @param strategy {@code direct}, {@code auto}, {@code fallback}, …; an open set
 * @param region where it was routed
 * @param summary the same in one line
 * @param attempt the attempt that gave the answer, from 1
 * @param isByok whether it ran on the user's own key with the provider
 * @param endpoints where it might have gone
 * @param attempts where it went
 * @param params the router's parameters
 * @param pipeline what plugins and guardrails did
 * @param generationTime milliseconds of the provider's work
 * @param extra every other field, in wire order
 */
public record RouterMetadata(
        @Nullable String requested,
        @Nullable String strategy,
        @Nullable String region,
        @Nullable String summary,
        @Nullable Long attempt,
        @JsonProperty("is_byok") @Nullable Boolean isByok,
        @Nullable Endpoints endpoints,
        @Nullable List<Attempt> attempts,
        @Nullable JsonNode params,
        @Nullable List<Stage> pipeline,
        @JsonProperty("generation_time") @Nullable BigDecimal generationTime,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public RouterMetadata {
        attempts = Copies.presentOrNull(attempts);
        pipeline = Copies.presentOrNull(pipeline);
        extra = Copies.map(extra);
    }

    /**
     * The endpoints that came into question.
     *
     * @param total how many
     * @param available which
     * @param extra every other field, in wire order
     */
    public record Endpoints(
            @Nullable Long total,
            @Nullable List<Endpoint> available,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Endpoints {
            available = Copies.presentOrNull(available);
            extra = Copies.map(extra);
        }
    }

    /**
     * One of them.
     *
     * @param provider its name
     * @param model its model
     * @param selected whether it was chosen
     * @param extra every other field, in wire order
     */
    public record Endpoint(
            @Nullable String provider,
            @Nullable String model,
            @Nullable Boolean selected,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Endpoint {
            extra = Copies.map(extra);
        }
    }

    /**
     * One request to a provider.
     *
     * @param provider its name
     * @param model its model
     * @param status the HTTP status it gave
     * @param extra every other field, in wire order
     */
    public record Attempt(
            @Nullable String provider,
            @Nullable String model,
            @Nullable Integer status,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Attempt {
            extra = Copies.map(extra);
        }
    }

    /**
     * A step before or after the model.
     *
     * @param type a plugin, a guardrail, …; an open set
     * @param name its name
     * @param summary what it did
     * @param costUsd what it cost
     * @param guardrailId the guardrail
     * @param guardrailScope whose guardrail
     * @param data its details
     * @param extra every other field, in wire order
     */
    public record Stage(
            @Nullable String type,
            @Nullable String name,
            @Nullable String summary,
            @JsonProperty("cost_usd") @Nullable BigDecimal costUsd,
            @JsonProperty("guardrail_id") @Nullable String guardrailId,
            @JsonProperty("guardrail_scope") @Nullable String guardrailScope,
            @Nullable JsonNode data,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Stage {
            extra = Copies.map(extra);
        }
    }
}

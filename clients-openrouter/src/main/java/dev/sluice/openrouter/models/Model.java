package dev.sluice.openrouter.models;

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
 * A model that can be asked.
 *
 * @param id what requests name it by, for example {@code openai/gpt-4o-mini}
 * @param canonicalSlug the same without alias
 * @param aliasTarget the model that an alias stands for now
 * @param huggingFaceId its name at Hugging Face
 * @param name for people
 * @param created seconds since the epoch
 * @param description for people
 * @param contextLength the most tokens of prompt and answer together
 * @param architecture what it reads and writes
 * @param pricing what it costs
 * @param topProvider its foremost provider
 * @param perRequestLimits the most tokens of one request
 * @param supportedParameters the request's fields that it knows
 * @param defaultParameters what it takes for fields that are not set
 * @param supportedVoices the voices of a speaking model
 * @param reasoning how it reasons
 * @param knowledgeCutoff the day its training ends, {@code YYYY-MM-DD}
 * @param expirationDate the day it may go, {@code YYYY-MM-DD}
 * @param links where more is told
 * @param benchmarks how it did in public tests
 * @param extra every other field, in wire order
 */
public record Model(
        @Nullable String id,
        @JsonProperty("canonical_slug") @Nullable String canonicalSlug,
        @JsonProperty("alias_target") @Nullable AliasTarget aliasTarget,
        @JsonProperty("hugging_face_id") @Nullable String huggingFaceId,
        @Nullable String name,
        @Nullable Long created,
        @Nullable String description,
        @JsonProperty("context_length") @Nullable Long contextLength,
        @Nullable Architecture architecture,
        @Nullable Pricing pricing,
        @JsonProperty("top_provider") @Nullable TopProvider topProvider,
        @JsonProperty("per_request_limits") @Nullable RequestLimits perRequestLimits,
        @JsonProperty("supported_parameters") @Nullable List<String> supportedParameters,
        @JsonProperty("default_parameters") @Nullable DefaultParameters defaultParameters,
        @JsonProperty("supported_voices") @Nullable List<String> supportedVoices,
        @Nullable ModelReasoning reasoning,
        @JsonProperty("knowledge_cutoff") @Nullable String knowledgeCutoff,
        @JsonProperty("expiration_date") @Nullable String expirationDate,
        @Nullable Links links,
        @Nullable Benchmarks benchmarks,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Model {
        supportedParameters = Copies.presentOrNull(supportedParameters);
        supportedVoices = Copies.presentOrNull(supportedVoices);
        extra = Copies.map(extra);
    }

    /** Whether this field of a request is known to the model, for example {@code response_format}. */
    public boolean supports(String parameter) {
        return Copies.present(supportedParameters).contains(parameter);
    }

    /** Whether it counts against the free models' limits. */
    public boolean isFree() {
        return id != null && id.endsWith(":free");
    }

    /**
     * The model behind an alias.
     *
     * @param slug its id
     * @param name its name
     * @param extra every other field, in wire order
     */
    public record AliasTarget(
            @Nullable String slug,
            @Nullable String name,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public AliasTarget {
            extra = Copies.map(extra);
        }
    }

    /**
     * The provider that OpenRouter asks first.
     *
     * @param contextLength the most tokens it takes
     * @param maxCompletionTokens the most tokens it writes
     * @param isModerated whether it filters
     * @param extra every other field, in wire order
     */
    public record TopProvider(
            @JsonProperty("context_length") @Nullable Long contextLength,
            @JsonProperty("max_completion_tokens") @Nullable Long maxCompletionTokens,
            @JsonProperty("is_moderated") @Nullable Boolean isModerated,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public TopProvider {
            extra = Copies.map(extra);
        }
    }

    /**
     * The most tokens of one request.
     *
     * @param promptTokens read
     * @param completionTokens written
     * @param extra every other field, in wire order
     */
    public record RequestLimits(
            @JsonProperty("prompt_tokens") @Nullable BigDecimal promptTokens,
            @JsonProperty("completion_tokens") @Nullable BigDecimal completionTokens,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public RequestLimits {
            extra = Copies.map(extra);
        }
    }

    /**
     * What the model takes for fields that are not set.
     *
     * @param temperature 0 to 2
     * @param topP 0 to 1
     * @param topK 0 and above
     * @param frequencyPenalty -2 to 2
     * @param presencePenalty -2 to 2
     * @param repetitionPenalty 0 to 2
     * @param extra every other field, in wire order
     */
    public record DefaultParameters(
            @Nullable BigDecimal temperature,
            @JsonProperty("top_p") @Nullable BigDecimal topP,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("frequency_penalty") @Nullable BigDecimal frequencyPenalty,
            @JsonProperty("presence_penalty") @Nullable BigDecimal presencePenalty,
            @JsonProperty("repetition_penalty") @Nullable BigDecimal repetitionPenalty,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public DefaultParameters {
            extra = Copies.map(extra);
        }
    }

    /**
     * How the model reasons.
     *
     * @param mandatory whether it always does
     * @param defaultEnabled whether it does unless told otherwise
     * @param defaultEffort how much unless told otherwise
     * @param supportedEfforts the efforts it knows, the highest first
     * @param supportsMaxTokens whether a number of tokens can be set instead
     * @param extra every other field, in wire order
     */
    public record ModelReasoning(
            @Nullable Boolean mandatory,
            @JsonProperty("default_enabled") @Nullable Boolean defaultEnabled,
            @JsonProperty("default_effort") @Nullable String defaultEffort,
            @JsonProperty("supported_efforts") @Nullable List<String> supportedEfforts,
            @JsonProperty("supports_max_tokens") @Nullable Boolean supportsMaxTokens,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public ModelReasoning {
            supportedEfforts = Copies.presentOrNull(supportedEfforts);
            extra = Copies.map(extra);
        }
    }

    /**
     * Where more is told.
     *
     * @param details the path of its endpoints
     * @param extra every other field, in wire order
     */
    public record Links(
            @Nullable String details,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Links {
            extra = Copies.map(extra);
        }
    }

    /**
     * How the model did in public tests.
     *
     * @param artificialAnalysis Artificial Analysis
     * @param designArena Design Arena
     * @param extra every other field, in wire order
     */
    public record Benchmarks(
            @JsonProperty("artificial_analysis") @Nullable Indexes artificialAnalysis,
            @JsonProperty("design_arena") @Nullable List<Arena> designArena,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Benchmarks {
            designArena = Copies.presentOrNull(designArena);
            extra = Copies.map(extra);
        }
    }

    /**
     * Scores of Artificial Analysis.
     *
     * @param intelligenceIndex general
     * @param codingIndex programming
     * @param agenticIndex agents
     * @param extra every other field, in wire order
     */
    public record Indexes(
            @JsonProperty("intelligence_index") @Nullable BigDecimal intelligenceIndex,
            @JsonProperty("coding_index") @Nullable BigDecimal codingIndex,
            @JsonProperty("agentic_index") @Nullable BigDecimal agenticIndex,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Indexes {
            extra = Copies.map(extra);
        }
    }

    /**
     * A rank at Design Arena.
     *
     * @param arena what competes
     * @param category in what
     * @param elo its rating
     * @param winRate percent
     * @param rank 1 is the best
     * @param extra every other field, in wire order
     */
    public record Arena(
            @Nullable String arena,
            @Nullable String category,
            @Nullable BigDecimal elo,
            @JsonProperty("win_rate") @Nullable BigDecimal winRate,
            @Nullable Long rank,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Arena {
            extra = Copies.map(extra);
        }
    }
}

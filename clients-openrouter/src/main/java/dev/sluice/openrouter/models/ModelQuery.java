package dev.sluice.openrouter.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which models to list; what is not set does not narrow the list. Without offset and limit the list is whole.
 *
 * @param offset so many models before the first
 * @param limit at most so many, up to 1000
 * @param category {@code programming}, {@code finance}, …
 * @param supportedParameters only models that know these fields, comma-separated
 * @param outputModalities only models that write these, comma-separated, or {@code all}
 * @param inputModalities only models that read these, comma-separated
 * @param sort for example {@code pricing-low-to-high}
 * @param q words of a name
 * @param context at least so many tokens
 * @param minPrice USD per million prompt tokens
 * @param maxPrice USD per million prompt tokens
 * @param minOutputPrice USD per million completion tokens
 * @param maxOutputPrice USD per million completion tokens
 * @param arch a family, for example {@code GPT}
 * @param modelAuthors only of these, comma-separated
 * @param providers only at these, comma-separated
 * @param distillable only models whose text may be distilled, or may not
 * @param zdr true: only with zero data retention
 * @param region {@code eu} or {@code us}
 * @param minAgeDays at least so old
 * @param maxAgeDays at most so old
 * @param minIntelligenceIndex a score of Artificial Analysis
 * @param maxIntelligenceIndex a score of Artificial Analysis
 * @param minCodingIndex a score of Artificial Analysis
 * @param maxCodingIndex a score of Artificial Analysis
 * @param minAgenticIndex a score of Artificial Analysis
 * @param maxAgenticIndex a score of Artificial Analysis
 * @param minToolSuccessRate 0 to 1
 * @param maxToolSuccessRate 0 to 1
 * @param extra every other field, in wire order
 */
public record ModelQuery(
        @Nullable Integer offset,
        @Nullable Integer limit,
        @Nullable String category,
        @JsonProperty("supported_parameters") @Nullable String supportedParameters,
        @JsonProperty("output_modalities") @Nullable String outputModalities,
        @JsonProperty("input_modalities") @Nullable String inputModalities,
        @Nullable String sort,
        @Nullable String q,
        @Nullable Long context,
        @JsonProperty("min_price") @Nullable BigDecimal minPrice,
        @JsonProperty("max_price") @Nullable BigDecimal maxPrice,
        @JsonProperty("min_output_price") @Nullable BigDecimal minOutputPrice,
        @JsonProperty("max_output_price") @Nullable BigDecimal maxOutputPrice,
        @Nullable String arch,
        @JsonProperty("model_authors") @Nullable String modelAuthors,
        @Nullable String providers,
        @Nullable Boolean distillable,
        @Nullable Boolean zdr,
        @Nullable String region,
        @JsonProperty("min_age_days") @Nullable Integer minAgeDays,
        @JsonProperty("max_age_days") @Nullable Integer maxAgeDays,
        @JsonProperty("min_intelligence_index") @Nullable BigDecimal minIntelligenceIndex,
        @JsonProperty("max_intelligence_index") @Nullable BigDecimal maxIntelligenceIndex,
        @JsonProperty("min_coding_index") @Nullable BigDecimal minCodingIndex,
        @JsonProperty("max_coding_index") @Nullable BigDecimal maxCodingIndex,
        @JsonProperty("min_agentic_index") @Nullable BigDecimal minAgenticIndex,
        @JsonProperty("max_agentic_index") @Nullable BigDecimal maxAgenticIndex,
        @JsonProperty("min_tool_success_rate") @Nullable BigDecimal minToolSuccessRate,
        @JsonProperty("max_tool_success_rate") @Nullable BigDecimal maxToolSuccessRate,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ModelQuery {
        extra = Copies.map(extra);
    }

    /** Starts with all models. */
    public static ModelQueryBuilder builder() {
        return new ModelQueryBuilder();
    }

    /** A builder that holds this query. */
    public ModelQueryBuilder toBuilder() {
        return new ModelQueryBuilder(this);
    }
}

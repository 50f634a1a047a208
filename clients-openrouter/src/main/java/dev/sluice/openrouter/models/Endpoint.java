package dev.sluice.openrouter.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.Percentiles;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model at one provider.
 *
 * @param name for people
 * @param modelId the model
 * @param modelName the model for people
 * @param providerName the provider
 * @param tag what provider preferences name it by
 * @param contextLength the most tokens it takes
 * @param maxPromptTokens the most tokens it reads
 * @param maxCompletionTokens the most tokens it writes
 * @param pricing what it costs
 * @param quantization {@code fp8}, {@code bf16}, …; an open set
 * @param supportedParameters the request's fields that it knows
 * @param status 0 is well; below 0 it is worse
 * @param uptimeLast5m percent of successful requests
 * @param uptimeLast30m percent of successful requests
 * @param uptimeLast1d percent of successful requests
 * @param latencyLast30m milliseconds to the first token
 * @param throughputLast30m tokens per second
 * @param supportsImplicitCaching whether it keeps prompts by itself
 * @param supportsVoiceCloning whether it speaks with a given voice
 * @param supportsToolChoice which tool choices it knows
 * @param extra every other field, in wire order
 */
public record Endpoint(
        @Nullable String name,
        @JsonProperty("model_id") @Nullable String modelId,
        @JsonProperty("model_name") @Nullable String modelName,
        @JsonProperty("provider_name") @Nullable String providerName,
        @Nullable String tag,
        @JsonProperty("context_length") @Nullable Long contextLength,
        @JsonProperty("max_prompt_tokens") @Nullable Long maxPromptTokens,
        @JsonProperty("max_completion_tokens") @Nullable Long maxCompletionTokens,
        @Nullable Pricing pricing,
        @Nullable String quantization,
        @JsonProperty("supported_parameters") @Nullable List<String> supportedParameters,
        @Nullable Integer status,
        @JsonProperty("uptime_last_5m") @Nullable BigDecimal uptimeLast5m,
        @JsonProperty("uptime_last_30m") @Nullable BigDecimal uptimeLast30m,
        @JsonProperty("uptime_last_1d") @Nullable BigDecimal uptimeLast1d,
        @JsonProperty("latency_last_30m") @Nullable Percentiles latencyLast30m,
        @JsonProperty("throughput_last_30m") @Nullable Percentiles throughputLast30m,
        @JsonProperty("supports_implicit_caching") @Nullable Boolean supportsImplicitCaching,
        @JsonProperty("supports_voice_cloning") @Nullable Boolean supportsVoiceCloning,
        @JsonProperty("supports_tool_choice") @Nullable JsonNode supportsToolChoice,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Endpoint {
        supportedParameters = Copies.presentOrNull(supportedParameters);
        extra = Copies.map(extra);
    }
}

package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The provider's own price, in USD. Chat says prompt and completions where Responses say input and output.
 *
 * @param upstreamInferenceCost the whole
 * @param upstreamInferencePromptCost the prompt's part
 * @param upstreamInferenceCompletionsCost the completion's part
 * @param upstreamInferenceInputCost the input's part (Responses)
 * @param upstreamInferenceOutputCost the output's part (Responses)
 * @param serverToolCost what OpenRouter's server tools cost
 * @param extra every other field, in wire order
 */
public record CostDetails(
        @JsonProperty("upstream_inference_cost") @Nullable BigDecimal upstreamInferenceCost,

        @JsonProperty("upstream_inference_prompt_cost") @Nullable
        BigDecimal upstreamInferencePromptCost,

        @JsonProperty("upstream_inference_completions_cost") @Nullable
        BigDecimal upstreamInferenceCompletionsCost,

        @JsonProperty("upstream_inference_input_cost") @Nullable
        BigDecimal upstreamInferenceInputCost,

        @JsonProperty("upstream_inference_output_cost") @Nullable
        BigDecimal upstreamInferenceOutputCost,

        @JsonProperty("server_tool_cost") @Nullable BigDecimal serverToolCost,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public CostDetails {
        extra = Copies.map(extra);
    }
}

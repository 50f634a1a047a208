package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.chat.PromptCacheOptions;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.openrouter.common.RouterMetadata;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model's answer as items. Every field may be missing.
 *
 * @param id {@code gen-…}
 * @param object {@code response}
 * @param createdAt seconds since the epoch
 * @param completedAt seconds since the epoch
 * @param status how far it is: complete, incomplete, in progress, failed; an open set
 * @param error what went wrong; a call throws it as its exception
 * @param incompleteDetails why it is not whole
 * @param errorType OpenRouter's word for the error
 * @param model the model that answered
 * @param output the answer
 * @param outputText its text alone
 * @param usage tokens and cost; null while it is being made
 * @param instructions what comes before everything else
 * @param maxOutputTokens the most tokens to write, reasoning included
 * @param maxToolCalls the most calls of server tools
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param topLogprobs 0 to 20
 * @param frequencyPenalty -2 to 2
 * @param presencePenalty -2 to 2
 * @param reasoning how much it reasoned
 * @param toolChoice whether tools must be called
 * @param parallelToolCalls whether several at once
 * @param text the form of the text
 * @param truncation {@code auto} or {@code disabled}: what happens to what does not fit
 * @param tools what it could call
 * @param previousResponseId always null: OpenRouter keeps nothing
 * @param background without effect at OpenRouter
 * @param store false: OpenRouter keeps nothing
 * @param serviceTier {@code auto}, {@code default}, {@code flex}, {@code priority}, …; an open set
 * @param safetyIdentifier the bot's own user, for the provider
 * @param promptCacheKey groups requests with the same prefix
 * @param promptCacheOptions explicit prompt caching
 * @param user the bot's own user, by a stable id
 * @param metadata up to 16 pairs
 * @param prompt a stored template: {@code {id, variables}}
 * @param openrouterMetadata how it was routed, where that was asked for
 * @param extra every other field, in wire order
 */
public record Response(
        @Nullable String id,
        @Nullable String object,
        @JsonProperty("created_at") @Nullable Long createdAt,
        @JsonProperty("completed_at") @Nullable Long completedAt,
        @Nullable String status,
        @Nullable ResponseError error,
        @JsonProperty("incomplete_details") @Nullable IncompleteDetails incompleteDetails,
        @JsonProperty("error_type") @Nullable String errorType,
        @Nullable String model,
        @Nullable List<ResponseItem> output,
        @JsonProperty("output_text") @Nullable String outputText,
        @Nullable ResponseUsage usage,
        @Nullable JsonNode instructions,
        @JsonProperty("max_output_tokens") @Nullable Integer maxOutputTokens,
        @JsonProperty("max_tool_calls") @Nullable Integer maxToolCalls,
        @Nullable BigDecimal temperature,
        @JsonProperty("top_p") @Nullable BigDecimal topP,
        @JsonProperty("top_logprobs") @Nullable Integer topLogprobs,
        @JsonProperty("frequency_penalty") @Nullable BigDecimal frequencyPenalty,
        @JsonProperty("presence_penalty") @Nullable BigDecimal presencePenalty,
        @Nullable ReasoningEcho reasoning,
        @JsonProperty("tool_choice") @Nullable ToolChoice toolChoice,
        @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,
        @Nullable TextConfig text,
        @Nullable String truncation,
        @Nullable List<ResponseTool> tools,
        @JsonProperty("previous_response_id") @Nullable String previousResponseId,
        @Nullable Boolean background,
        @Nullable Boolean store,
        @JsonProperty("service_tier") @Nullable String serviceTier,
        @JsonProperty("safety_identifier") @Nullable String safetyIdentifier,
        @JsonProperty("prompt_cache_key") @Nullable String promptCacheKey,
        @JsonProperty("prompt_cache_options") @Nullable PromptCacheOptions promptCacheOptions,
        @Nullable String user,
        @Nullable Map<String, String> metadata,
        @Nullable JsonNode prompt,
        @JsonProperty("openrouter_metadata") @Nullable RouterMetadata openrouterMetadata,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Response {
        output = Copies.presentOrNull(output);
        tools = Copies.presentOrNull(tools);
        metadata = Copies.mapOrNull(metadata);
        extra = Copies.map(extra);
    }

    /** The text of all messages; empty where there is none. */
    public String answerText() {
        return Copies.present(output).stream()
                .filter(item -> "message".equals(item.type()))
                .map(ResponseItem::text)
                .collect(Collectors.joining());
    }

    /** The functions that the model asks to be called. */
    public List<ResponseItem> functionCalls() {
        return Copies.present(output).stream()
                .filter(ResponseItem::isFunctionCall)
                .toList();
    }

    /**
     * What went wrong.
     *
     * @param code {@code server_error}, {@code rate_limit_exceeded}, …; an open set
     * @param message its explanation
     * @param extra every other field, in wire order
     */
    public record ResponseError(
            @Nullable String code,
            @Nullable String message,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public ResponseError {
            extra = Copies.map(extra);
        }
    }

    /**
     * Why a response is not whole.
     *
     * @param reason {@code max_output_tokens} or {@code content_filter}; an open set
     * @param extra every other field, in wire order
     */
    public record IncompleteDetails(
            @Nullable String reason,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public IncompleteDetails {
            extra = Copies.map(extra);
        }
    }

    /**
     * How much a response reasoned, and what was asked for.
     *
     * @param effort the effort
     * @param summary how it is told
     * @param maxTokens the most tokens
     * @param enabled whether at all
     * @param context which turns count
     * @param mode {@code standard}, …; an open set
     * @param extra every other field, in wire order
     */
    public record ReasoningEcho(
            @Nullable String effort,
            @Nullable String summary,
            @JsonProperty("max_tokens") @Nullable Integer maxTokens,
            @Nullable Boolean enabled,
            @Nullable String context,
            @Nullable String mode,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public ReasoningEcho {
            extra = Copies.map(extra);
        }
    }
}

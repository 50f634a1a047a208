package dev.sluice.simulators;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the simulated model and its bill, on the wire as recorded. Prices are those of a small model, 1 and 5 USD per million tokens;
 * free models cost nothing.
 */
record Completion(
        String id,
        long created,
        String model,
        String text,
        List<Map<String, @Nullable Object>> calls,
        String finish,
        int promptTokens,
        int completionTokens) {
    private static final BigDecimal PROMPT_PRICE = new BigDecimal("0.000001");
    private static final BigDecimal COMPLETION_PRICE = new BigDecimal("0.000005");

    /** What OpenRouter charges of the price where the call ran on the user's own key (openrouter.ai/docs, BYOK: 5 %). */
    private static final BigDecimal OWN_KEY_FEE = new BigDecimal("0.05");

    /** The same answer, broken off in its middle. */
    Completion half() {
        String said = text.substring(0, text.length() / 2);
        return new Completion(id, created, model, said, List.of(), "error", promptTokens, completionTokens / 2);
    }

    /** The whole answer. */
    Map<String, @Nullable Object> body() {
        Map<String, @Nullable Object> body = head("chat.completion");
        body.put("system_fingerprint", null);
        body.put("choices", List.of(choice()));
        body.put("usage", usage());
        return body;
    }

    /** The only choice. */
    Map<String, @Nullable Object> choice() {
        Map<String, @Nullable Object> message =
                Json.object("role", "assistant", "content", text, "refusal", null, "reasoning", null);
        if (!calls.isEmpty()) {
            message.put("content", null);
            message.put("tool_calls", calls);
        }
        return Json.object(
                "index",
                0,
                "logprobs",
                null,
                "finish_reason",
                finish,
                "native_finish_reason",
                finish,
                "message",
                message);
    }

    /** One piece of a streamed answer. */
    Map<String, @Nullable Object> chunk(String content, @Nullable String finishReason) {
        return chunk(Json.object("role", "assistant", "content", content), finishReason);
    }

    /** A piece of the arguments of one of the calls; the first piece says which function it is. */
    Map<String, @Nullable Object> callChunk(int index, @Nullable String id, @Nullable String name, String arguments) {
        Map<String, @Nullable Object> function = Json.object("arguments", arguments);
        Map<String, @Nullable Object> call = Json.object("index", index, "type", "function", "function", function);
        if (id != null) {
            call.put("id", id);
            function.put("name", name);
        }
        return chunk(Json.object("role", "assistant", "content", null, "tool_calls", List.of(call)), null);
    }

    private Map<String, @Nullable Object> chunk(Map<String, @Nullable Object> delta, @Nullable String finishReason) {
        Map<String, @Nullable Object> choice = Json.object(
                "index",
                0,
                "delta",
                delta,
                "finish_reason",
                finishReason,
                "native_finish_reason",
                finishReason,
                "logprobs",
                null);
        Map<String, @Nullable Object> chunk = head("chat.completion.chunk");
        chunk.put("choices", List.of(choice));
        return chunk;
    }

    private Map<String, @Nullable Object> head(String object) {
        return Json.object(
                "id", id,
                "object", object,
                "created", created,
                "model", model,
                "provider", "Simulator",
                "service_tier", null);
    }

    /** The bill. */
    Map<String, @Nullable Object> usage() {
        return usage(price(), false);
    }

    /** The bill of a call on the user's own key: OpenRouter's fee, and apart from it what the provider will bill. */
    Map<String, @Nullable Object> ownKeyUsage() {
        return usage(ownKeyFee(), true);
    }

    private Map<String, @Nullable Object> usage(BigDecimal cost, boolean ownKey) {
        return Json.object(
                "prompt_tokens",
                promptTokens,
                "completion_tokens",
                completionTokens,
                "total_tokens",
                promptTokens + completionTokens,
                "cost",
                cost,
                "is_byok",
                ownKey,
                "prompt_tokens_details",
                Json.object("cached_tokens", 0, "cache_write_tokens", 0, "audio_tokens", 0),
                "cost_details",
                Json.object(
                        "upstream_inference_cost", price(),
                        "upstream_inference_prompt_cost", promptPrice(),
                        "upstream_inference_completions_cost", completionPrice()),
                "completion_tokens_details",
                Json.object("reasoning_tokens", 0, "image_tokens", 0, "audio_tokens", 0));
    }

    /** What the tokens cost. */
    BigDecimal price() {
        return promptPrice().add(completionPrice());
    }

    /** What OpenRouter charges of it on the user's own key. */
    BigDecimal ownKeyFee() {
        return price().multiply(OWN_KEY_FEE);
    }

    private BigDecimal promptPrice() {
        return isFree() ? BigDecimal.ZERO : PROMPT_PRICE.multiply(BigDecimal.valueOf(promptTokens));
    }

    private BigDecimal completionPrice() {
        return isFree() ? BigDecimal.ZERO : COMPLETION_PRICE.multiply(BigDecimal.valueOf(completionTokens));
    }

    private boolean isFree() {
        return model.endsWith(":free");
    }
}

package dev.sluice.simulators;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Chat completions on the wire, after recorded traffic: a blocking body begins with the white space that keeps the connection alive, a
 * stream has comment lines, a finishing chunk, a usage chunk that repeats the finish reason, and {@code [DONE]}. Four characters count as a
 * token; prices are those of a small model (1 and 5 USD per million tokens), free models cost nothing.
 */
final class Completions {
    private static final BigDecimal PROMPT_PRICE = new BigDecimal("0.000001");
    private static final BigDecimal COMPLETION_PRICE = new BigDecimal("0.000005");
    private static final int CHARS_PER_TOKEN = 4;
    private static final int CHUNK_CHARS = 16;
    private static final String KEEP_ALIVE = "\n         \n";
    private static final String COMMENT = ": OPENROUTER PROCESSING\n\n";

    private final SimulatorOptions options;
    private final ScriptedModel model;
    private final AtomicLong generations = new AtomicLong();

    Completions(SimulatorOptions options) {
        this.options = options;
        this.model = new ScriptedModel(options.seed());
    }

    Answer complete(JsonNode body) {
        Completion completion = completion(body);
        Answer answer = body.path("stream").asBoolean(false) ? streamed(completion) : blocking(completion);
        return answer.with("X-Generation-Id", completion.id);
    }

    private Completion completion(JsonNode body) {
        String text = model.answer(body.path("messages"));
        int promptChars = 0;
        for (JsonNode message : body.path("messages")) {
            promptChars += ScriptedModel.textOf(message.path("content")).length();
        }
        int cap =
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(Integer.MAX_VALUE));
        boolean cut = tokens(text.length()) > cap;
        String said = cut ? text.substring(0, cap * CHARS_PER_TOKEN) : text;
        long created = options.time().instant().getEpochSecond();
        String suffix = Seeds.hex(options.seed(), "generation-" + generations.incrementAndGet(), 20);
        return new Completion(
                "gen-" + created + "-" + suffix,
                created,
                body.path("model").asString(),
                said,
                cut ? "length" : "stop",
                tokens(promptChars),
                tokens(said.length()));
    }

    private static int tokens(int chars) {
        return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }

    private Answer blocking(Completion completion) {
        Map<String, @Nullable Object> message =
                Json.object("role", "assistant", "content", completion.text, "refusal", null, "reasoning", null);
        Map<String, @Nullable Object> choice = Json.object(
                "index",
                0,
                "logprobs",
                null,
                "finish_reason",
                completion.finish,
                "native_finish_reason",
                completion.finish,
                "message",
                message);
        Map<String, @Nullable Object> body = completion.head("chat.completion");
        body.put("system_fingerprint", null);
        body.put("choices", List.of(choice));
        body.put("usage", completion.usage());
        return Answer.streamed(
                "application/json",
                List.of(
                        Answer.Part.of(Duration.ZERO, KEEP_ALIVE),
                        Answer.Part.of(pause(), KEEP_ALIVE),
                        Answer.Part.of(pause(), Json.text(body))));
    }

    private Answer streamed(Completion completion) {
        List<Answer.Part> parts = new ArrayList<>();
        parts.add(Answer.Part.of(Duration.ZERO, COMMENT));
        parts.add(Answer.Part.of(pause(), COMMENT + event(completion.chunk("", null))));
        for (int from = 0; from < completion.text.length(); from += CHUNK_CHARS) {
            String piece = completion.text.substring(from, Math.min(from + CHUNK_CHARS, completion.text.length()));
            parts.add(Answer.Part.of(pause(), event(completion.chunk(piece, null))));
        }
        Map<String, @Nullable Object> usage = completion.chunk("", completion.finish);
        usage.put("usage", completion.usage());
        String end = event(completion.chunk("", completion.finish)) + event(usage) + "data: [DONE]\n\n";
        parts.add(Answer.Part.of(pause(), end));
        return Answer.streamed("text/event-stream", parts).with("Cache-Control", "no-cache");
    }

    private static String event(Object data) {
        return "data: " + Json.text(data) + "\n\n";
    }

    private Duration pause() {
        return options.latency().min().dividedBy(4);
    }

    /** One answer and its bill. */
    private record Completion(
            String id, long created, String model, String text, String finish, int promptTokens, int completionTokens) {

        Map<String, @Nullable Object> head(String object) {
            return Json.object(
                    "id", id,
                    "object", object,
                    "created", created,
                    "model", model,
                    "provider", "Simulator",
                    "service_tier", null);
        }

        Map<String, @Nullable Object> chunk(String content, @Nullable String finishReason) {
            Map<String, @Nullable Object> choice = Json.object(
                    "index",
                    0,
                    "delta",
                    Json.object("role", "assistant", "content", content),
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

        Map<String, @Nullable Object> usage() {
            boolean free = model.endsWith(":free");
            BigDecimal prompt = free ? BigDecimal.ZERO : PROMPT_PRICE.multiply(BigDecimal.valueOf(promptTokens));
            BigDecimal answer =
                    free ? BigDecimal.ZERO : COMPLETION_PRICE.multiply(BigDecimal.valueOf(completionTokens));
            return Json.object(
                    "prompt_tokens",
                    promptTokens,
                    "completion_tokens",
                    completionTokens,
                    "total_tokens",
                    promptTokens + completionTokens,
                    "cost",
                    prompt.add(answer),
                    "is_byok",
                    false,
                    "prompt_tokens_details",
                    Json.object("cached_tokens", 0, "cache_write_tokens", 0, "audio_tokens", 0),
                    "cost_details",
                    Json.object(
                            "upstream_inference_cost", prompt.add(answer),
                            "upstream_inference_prompt_cost", prompt,
                            "upstream_inference_completions_cost", answer),
                    "completion_tokens_details",
                    Json.object("reasoning_tokens", 0, "image_tokens", 0, "audio_tokens", 0));
        }
    }
}

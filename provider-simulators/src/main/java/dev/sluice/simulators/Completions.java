package dev.sluice.simulators;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Chat completions on the wire, after recorded traffic: a blocking body begins with the white space that keeps the connection alive, a
 * stream has comment lines, a finishing chunk, a usage chunk that repeats the finish reason, and {@code [DONE]}. Four characters count as a
 * token.
 */
final class Completions {
    /** What a blocking body begins with, and how it goes on until there is something to say. */
    static final String KEEP_ALIVE = "\n         \n";

    /** The last event of a stream that is whole. */
    static final String DONE = "data: [DONE]\n\n";

    private static final int CHARS_PER_TOKEN = 4;
    private static final int CHUNK_CHARS = 16;
    private static final String COMMENT = ": OPENROUTER PROCESSING\n\n";

    private final SimulatorOptions options;
    private final ScriptedModel model;
    private final Generations generations;
    private final AtomicLong count = new AtomicLong();

    Completions(SimulatorOptions options, Generations generations) {
        this.options = options;
        this.model = new ScriptedModel(options.seed());
        this.generations = generations;
    }

    Answer complete(JsonNode body) {
        Completion completion = completion(body);
        return isStreamed(body)
                ? events(completion, opening(completion), ending(completion))
                : whole(completion, completion.body());
    }

    static boolean isStreamed(JsonNode body) {
        return body.path("stream").asBoolean(false);
    }

    /** What the model says to this request; it can be looked up from now on. */
    Completion completion(JsonNode body) {
        ScriptedTools scripted = new ScriptedTools(options.seed(), body);
        List<Map<String, @Nullable Object>> calls = scripted.calls();
        String text = calls.isEmpty() ? said(scripted, body) : "";
        int promptChars = 0;
        for (JsonNode message : body.path("messages")) {
            promptChars += ScriptedModel.textOf(message.path("content")).length();
        }
        int cap =
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(Integer.MAX_VALUE));
        boolean cut = tokens(text.length()) > cap;
        String said = cut ? text.substring(0, cap * CHARS_PER_TOKEN) : text;
        long created = options.time().instant().getEpochSecond();
        String suffix = Seeds.hex(options.seed(), "generation-" + count.incrementAndGet(), 20);
        Completion completion = new Completion(
                "gen-" + created + "-" + suffix,
                created,
                body.path("model").asString(),
                said,
                calls,
                cut ? "length" : calls.isEmpty() ? "stop" : "tool_calls",
                tokens(promptChars),
                tokens(calls.isEmpty() ? said.length() : Json.text(calls).length()));
        generations.add(completion);
        return completion;
    }

    private String said(ScriptedTools scripted, JsonNode body) {
        String answer = scripted.answer();
        return answer == null ? model.answer(body.path("messages")) : answer;
    }

    private static int tokens(int chars) {
        return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }

    /** A blocking answer with this body, of HTTP status 200 whatever it says: the head is sent before the model answers. */
    Answer whole(Completion completion, Map<String, @Nullable Object> body) {
        return keptAlive(Json.text(body)).with("X-Generation-Id", completion.id());
    }

    /** White space that keeps the connection alive, and then this. */
    Answer keptAlive(String text) {
        return Answer.streamed(
                "application/json",
                List.of(
                        Answer.Part.of(Duration.ZERO, KEEP_ALIVE),
                        Answer.Part.of(pause(), KEEP_ALIVE),
                        Answer.Part.of(pause(), text)));
    }

    /** A stream that begins and ends with these events. */
    Answer events(Completion completion, List<Answer.Part> opening, String ending) {
        List<Answer.Part> parts = new ArrayList<>(opening);
        parts.add(Answer.Part.of(pause(), ending));
        return Answer.streamed("text/event-stream", parts)
                .withHeaders(Map.of("Cache-Control", "no-cache", "X-Generation-Id", completion.id()));
    }

    /** Comments, and everything that the model said. */
    List<Answer.Part> opening(Completion completion) {
        List<Answer.Part> parts = new ArrayList<>();
        parts.add(Answer.Part.of(Duration.ZERO, COMMENT));
        parts.add(Answer.Part.of(pause(), COMMENT + event(completion.chunk("", null))));
        for (String piece : pieces(completion.text())) {
            parts.add(Answer.Part.of(pause(), event(completion.chunk(piece, null))));
        }
        for (int index = 0; index < completion.calls().size(); index++) {
            callPieces(completion, index).forEach(piece -> parts.add(Answer.Part.of(pause(), piece)));
        }
        return parts;
    }

    /** The same stream, with the pieces of all calls in turns. */
    Answer mixedCalls(JsonNode body) {
        Completion completion = completion(body);
        if (!isStreamed(body)) {
            return whole(completion, completion.body());
        }
        List<List<String>> calls = IntStream.range(0, completion.calls().size())
                .mapToObj(index -> callPieces(completion, index))
                .toList();
        List<Answer.Part> parts = new ArrayList<>(opening(completion).subList(0, 2));
        int longest = calls.stream().mapToInt(List::size).max().orElse(0);
        for (int at = 0; at < longest; at++) {
            for (List<String> call : calls) {
                if (at < call.size()) {
                    parts.add(Answer.Part.of(pause(), call.get(at)));
                }
            }
        }
        return events(completion, parts, ending(completion));
    }

    /** These events, and comments before and among them. */
    List<Answer.Part> commented(List<Map<String, @Nullable Object>> events) {
        List<Answer.Part> parts = new ArrayList<>();
        parts.add(Answer.Part.of(Duration.ZERO, COMMENT));
        for (Map<String, @Nullable Object> event : events) {
            parts.add(Answer.Part.of(pause(), parts.size() % 2 == 0 ? COMMENT + event(event) : event(event)));
        }
        return parts;
    }

    /** A text as it is streamed. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += CHUNK_CHARS) {
            pieces.add(text.substring(from, Math.min(from + CHUNK_CHARS, text.length())));
        }
        return pieces;
    }

    /** As recorded: the first piece has id and name, later ones have arguments alone. */
    private static List<String> callPieces(Completion completion, int index) {
        JsonNode call = Json.tree(completion.calls().get(index));
        String name = call.path("function").path("name").asString();
        String id = call.path("id").asString();
        List<String> pieces = new ArrayList<>();
        pieces.add(event(completion.callChunk(index, id, name, "")));
        pieces(call.path("function").path("arguments").asString())
                .forEach(piece -> pieces.add(event(completion.callChunk(index, null, null, piece))));
        return pieces;
    }

    private static String ending(Completion completion) {
        Map<String, @Nullable Object> usage = completion.chunk("", completion.finish());
        usage.put("usage", completion.usage());
        return event(completion.chunk("", completion.finish())) + event(usage) + DONE;
    }

    static String event(Object data) {
        return "data: " + Json.text(data) + "\n\n";
    }

    private Duration pause() {
        return options.latency().min().dividedBy(4);
    }
}

package dev.sluice.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the simulated model does with tools and schemas: asked by a user, it calls the functions whose names the question has, or else the
 * first; told by tools, it repeats what they said. A tool choice is obeyed. Texts among arguments are the question's first quotation.
 */
final class ScriptedTools {
    private static final Pattern QUOTED = Pattern.compile("[\"'`]([^\"'`]{1,100})[\"'`]");

    private final long seed;
    private final JsonNode body;
    private final String question;

    ScriptedTools(long seed, JsonNode body) {
        this.seed = seed;
        this.body = body;
        this.question = question(body.path("messages"));
    }

    private static String question(JsonNode messages) {
        String last = "";
        for (JsonNode message : messages) {
            last = message.path("role").asString("").equals("user")
                    ? ScriptedModel.textOf(message.path("content"))
                    : last;
        }
        return last;
    }

    /** The calls, as they stand in a message; empty if the model answers. */
    List<Map<String, @Nullable Object>> calls() {
        List<Map<String, @Nullable Object>> calls = new ArrayList<>();
        for (JsonNode function : called()) {
            String name = function.path("name").asString("");
            calls.add(Json.object(
                    "id",
                    "call_"
                            + Seeds.hex(
                                    seed, question + "/" + body.path("messages").size() + "/" + calls.size(), 24),
                    "type",
                    "function",
                    "index",
                    calls.size(),
                    "function",
                    Json.object("name", name, "arguments", sample(function.path("parameters")))));
        }
        return calls;
    }

    private List<JsonNode> called() {
        List<JsonNode> functions = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            if (tool.path("type").asString("").equals("function")) {
                functions.add(tool.path("function"));
            }
        }
        JsonNode choice = body.path("tool_choice");
        String word = choice.asString("auto");
        if (functions.isEmpty()
                || word.equals("none")
                || (word.equals("auto") && !choice.isObject() && isToldByTools())) {
            return List.of();
        }
        List<JsonNode> named = functions.stream()
                .filter(function -> isNamed(function.path("name").asString(""), choice))
                .toList();
        return named.isEmpty() ? functions.subList(0, 1) : named;
    }

    private boolean isNamed(String name, JsonNode choice) {
        return choice.isObject()
                ? choice.path("function").path("name").asString("").equals(name)
                : question.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    private boolean isToldByTools() {
        JsonNode messages = body.path("messages");
        return isTold(messages.path(messages.size() - 1));
    }

    private static boolean isTold(JsonNode message) {
        return message.path("role").asString("").equals("tool");
    }

    /** The answer that a schema or the results of tools ask for; null if neither is there. */
    @Nullable
    String answer() {
        JsonNode schema = body.path("response_format").path("json_schema").path("schema");
        if (schema.isObject()) {
            return sample(schema);
        }
        return isToldByTools()
                ? body.path("messages")
                        .valueStream()
                        .filter(ScriptedTools::isTold)
                        .map(told -> ScriptedModel.textOf(told.path("content")))
                        .collect(Collectors.joining(" And: ", "The tools say: ", ""))
                : null;
    }

    private String sample(JsonNode schema) {
        Matcher quoted = QUOTED.matcher(question);
        return new SchemaSample(schema, quoted.find() ? quoted.group(1) : "", Seeds.of(seed, question)).json();
    }
}

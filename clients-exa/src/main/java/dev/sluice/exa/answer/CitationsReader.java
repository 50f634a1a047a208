package dev.sluice.exa.answer;

import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.search.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** Reads citations, which may also be a text that holds them: the text {@code "null"}, against which both of Exa's own clients guard. */
final class CitationsReader extends ValueDeserializer<List<Result>> {
    private static final TypeReference<List<Result>> RESULTS = new TypeReference<>() {};

    @Override
    public @Nullable List<Result> deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode node = context.readTree(parser);
        if (node.isString()) {
            String text = node.stringValue();
            return text.isBlank() ? List.of() : ExaJson.MAPPER.readValue(text, RESULTS);
        }
        return ExaJson.MAPPER.treeToValue(node, RESULTS);
    }
}

package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What an item says: a plain text, or parts. */
public sealed interface ResponseContent {

    /** The text alone: a text as it is, or the texts of the parts one after another. */
    String text();

    /** Content of one text. */
    static ResponseContent of(String text) {
        return new Text(text);
    }

    /** Content of parts, in this order. */
    static ResponseContent of(List<ResponsePart> parts) {
        return new Parts(parts);
    }

    /** Reads either form of the wire; a form that is neither is kept as its JSON text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ResponseContent fromJson(JsonNode json) {
        if (json.isArray()) {
            return new Parts(json.valueStream()
                    .map(part -> OpenRouterJson.mapper().treeToValue(part, ResponsePart.class))
                    .toList());
        }
        return new Text(json.isString() ? json.stringValue() : json.toString());
    }

    /**
     * One text.
     *
     * @param text the text, possibly empty
     */
    record Text(@JsonValue String text) implements ResponseContent {}

    /**
     * Parts in order.
     *
     * @param parts the parts
     */
    record Parts(@JsonValue List<ResponsePart> parts) implements ResponseContent {

        /** Copies the list. */
        public Parts {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream()
                    .map(part -> part.text() == null ? "" : part.text())
                    .collect(Collectors.joining());
        }
    }
}

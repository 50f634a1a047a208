package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a message says: a plain text, or parts (text, images, files). */
public sealed interface Content {

    /** The text alone: a text as it is, or the text parts one after another. */
    String text();

    /** Content of one text. */
    static Content of(String text) {
        return new Text(text);
    }

    /** Content of parts, in this order. */
    static Content of(List<ContentPart> parts) {
        return new Parts(parts);
    }

    /** Reads either form of the wire; a form that is neither (never seen) is kept as its JSON text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Content fromJson(JsonNode json) {
        if (json.isArray()) {
            return new Parts(json.valueStream()
                    .filter(part -> !part.isNull())
                    .map(ContentPart::fromJson)
                    .toList());
        }
        return new Text(json.isString() ? json.stringValue() : json.toString());
    }

    /**
     * One text.
     *
     * @param text the text, possibly empty
     */
    record Text(@JsonValue String text) implements Content {}

    /**
     * Parts in order.
     *
     * @param parts the parts
     */
    record Parts(@JsonValue List<ContentPart> parts) implements Content {

        /** Copies the list. */
        public Parts {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream().map(ContentPart::textOrEmpty).collect(Collectors.joining());
        }
    }
}

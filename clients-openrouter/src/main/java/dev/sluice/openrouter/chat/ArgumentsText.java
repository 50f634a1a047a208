package dev.sluice.openrouter.chat;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** A tool call's arguments: the text that the model wrote, or where a provider has read it already, that as text again. */
final class ArgumentsText extends ValueDeserializer<String> {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? parser.getString()
                : context.readTree(parser).toString();
    }
}

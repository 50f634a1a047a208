package dev.sluice.polymarket;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * Gamma's lists: JSON text inside a string, {@code "[\"Yes\", \"No\"]"}, numbers as strings again. Plain arrays are read too, an empty
 * string is an empty list; text that is no array is an error, for a price must not get lost in silence.
 */
final class EncodedList {
    private EncodedList() {}

    /** Reads the elements as text. */
    static final class Strings extends ValueDeserializer<List<String>> {
        @Override
        public List<String> deserialize(JsonParser parser, DeserializationContext context) {
            List<String> values = new ArrayList<>();
            for (JsonNode element : elements(parser, context)) {
                values.add(element.asString());
            }
            return values;
        }
    }

    /** Reads the elements as exact decimals, whether they are numbers or text. */
    static final class Decimals extends ValueDeserializer<List<BigDecimal>> {
        @Override
        public List<BigDecimal> deserialize(JsonParser parser, DeserializationContext context) {
            List<BigDecimal> values = new ArrayList<>();
            for (JsonNode element : elements(parser, context)) {
                try {
                    values.add(element.isNumber() ? element.decimalValue() : new BigDecimal(element.asString()));
                } catch (NumberFormatException notANumber) {
                    context.reportInputMismatch(this, "not a decimal inside a list (expected such as \"0.45\")");
                }
            }
            return values;
        }
    }

    /** Writes a list of texts or decimals the way Gamma does. */
    static final class Writer extends ValueSerializer<List<?>> {
        @Override
        public void serialize(@Nullable List<?> values, JsonGenerator generator, SerializationContext context) {
            List<String> texts = new ArrayList<>();
            for (Object value : values == null ? List.of() : values) {
                texts.add(String.valueOf(value));
            }
            generator.writeString(PolymarketJson.MAPPER.writeValueAsString(texts));
        }

        @Override
        public boolean isEmpty(SerializationContext context, @Nullable List<?> values) {
            return values == null || values.isEmpty();
        }
    }

    private static JsonNode elements(JsonParser parser, DeserializationContext context) {
        JsonNode node = context.readTree(parser);
        if (node.isString()) {
            String text = node.stringValue();
            node = text.isBlank() ? PolymarketJson.MAPPER.createArrayNode() : PolymarketJson.MAPPER.readTree(text);
        }
        if (!node.isArray()) {
            context.reportInputMismatch(List.class, "not a list (expected an array, or a string that holds one)");
        }
        return node;
    }
}

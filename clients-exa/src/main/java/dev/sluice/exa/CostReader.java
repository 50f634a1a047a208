package dev.sluice.exa;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** Reads costs as an object, as a number, or as text that holds either (recorded on {@code POST /context}, October 2025). */
final class CostReader extends ValueDeserializer<CostDollars> {
    @Override
    public @Nullable CostDollars deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode node = context.readTree(parser);
        if (node.isString()) {
            String text = node.stringValue();
            if (text.isBlank()) {
                return null;
            }
            node = ExaJson.MAPPER.readTree(text);
        }
        return node.isNumber()
                ? new CostDollars(node.decimalValue(), null, null, null, Map.of())
                : context.readTreeAsValue(node, CostDollars.class);
    }
}

package dev.sluice.exa.search;

import dev.sluice.exa.internal.ExaJson;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
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
        if (node.isNumber()) {
            return new CostDollars(node.decimalValue(), null, null, null, Map.of());
        }
        return node.isObject()
                ? parts(node, context)
                : context.reportInputMismatch(CostDollars.class, "costs: expected an object or a number");
    }

    private static CostDollars parts(JsonNode node, DeserializationContext context) {
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        node.properties().forEach(part -> rest.put(part.getKey(), part.getValue()));
        return new CostDollars(
                take(rest, "total", BigDecimal.class, context),
                take(rest, "search", CostDollars.SearchCost.class, context),
                take(rest, "contents", CostDollars.ContentsCost.class, context),
                take(rest, "summary", BigDecimal.class, context),
                rest);
    }

    private static <T> @Nullable T take(
            Map<String, JsonNode> rest, String name, Class<T> type, DeserializationContext context) {
        JsonNode part = rest.remove(name);
        return part == null || part.isNull() ? null : context.readTreeAsValue(part, type);
    }
}

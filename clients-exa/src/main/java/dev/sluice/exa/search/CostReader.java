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
import tools.jackson.databind.node.MissingNode;

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
                context.readTreeAsValue(rest.remove("total"), BigDecimal.class),
                object(rest, "search", CostDollars.SearchCost.class, context),
                object(rest, "contents", CostDollars.ContentsCost.class, context),
                amount(rest, "summary", context),
                rest);
    }

    /** Null, and left among the rest, if it is of another shape: a bill that is told otherwise costs nobody the answer. */
    private static <T> @Nullable T object(
            Map<String, JsonNode> rest, String name, Class<T> type, DeserializationContext context) {
        return rest.getOrDefault(name, MissingNode.getInstance()).isObject()
                ? context.readTreeAsValue(rest.remove(name), type)
                : null;
    }

    /** The same of a number. */
    private static @Nullable BigDecimal amount(
            Map<String, JsonNode> rest, String name, DeserializationContext context) {
        return rest.getOrDefault(name, MissingNode.getInstance()).isContainer()
                ? null
                : context.readTreeAsValue(rest.remove(name), BigDecimal.class);
    }
}

package dev.sluice.openrouter.chat;

import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streamed reasoning details, put together to the blocks the provider wants back: consecutive pieces of one type and
 * index are one block, their texts joined, its signature the last one (recorded of claude-haiku-4.5, whose next turn
 * was accepted in this form). Encrypted blocks arrive whole and are never joined.
 */
final class ReasoningPieces {

    private static final Set<String> JOINED = Set.of("text", "summary");

    private final ArrayNode blocks = OpenRouterJson.mapper().createArrayNode();

    void add(@Nullable JsonNode pieces) {
        if (pieces == null || !pieces.isArray()) {
            return;
        }
        for (JsonNode piece : pieces) {
            if (blocks.path(blocks.size() - 1) instanceof ObjectNode block && continues(block, piece)) {
                join(block, piece);
            } else {
                blocks.add(piece.deepCopy());
            }
        }
    }

    @Nullable
    JsonNode build() {
        return blocks.isEmpty() ? null : blocks.deepCopy();
    }

    private static boolean continues(JsonNode block, JsonNode piece) {
        return piece.isObject()
                && !piece.has("data")
                && block.path("type").equals(piece.path("type"))
                && block.path("index").equals(piece.path("index"));
    }

    private static void join(ObjectNode block, JsonNode piece) {
        piece.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode more = field.getValue();
            if (JOINED.contains(name) && more.isString()) {
                block.put(name, block.path(name).asString("") + more.stringValue());
            } else if (!more.isNull() && !isEmptyText(more)) {
                block.set(name, more.deepCopy());
            }
        });
    }

    private static boolean isEmptyText(JsonNode node) {
        return node.isString() && node.stringValue().isEmpty();
    }
}

package dev.sluice.experiments;

import dev.sluice.logging.redaction.Redactor;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Redacts what goes into a journal. Registered secrets go first, out of the whole text; the rules of the {@link Redactor} see it in pieces
 * of whole lines, because the redactor keeps only the beginning of a longer text and an audit trail keeps all.
 */
final class Redaction {
    private static final int PIECE = 60_000;
    private static final Redactor REDACTOR = Redactor.standard();

    /** Names that records are put together by: checked characters, chosen by the bot. */
    private static final Set<String> NAMES = Set.of("experiment_id", "interval_id", "part");

    private Redaction() {}

    /** A bot's own map, by its keys too. */
    static JsonNode of(Map<String, ?> map) {
        return Json.MAPPER.valueToTree(REDACTOR.fields(map));
    }

    /** The same JSON with every string redacted. */
    static JsonNode of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode redacted = Json.MAPPER.createObjectNode();
            object.properties()
                    .forEach(entry -> redacted.set(
                            entry.getKey(), NAMES.contains(entry.getKey()) ? entry.getValue() : of(entry.getValue())));
            return redacted;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode redacted = Json.MAPPER.createArrayNode();
            array.forEach(element -> redacted.add(of(element)));
            return redacted;
        }
        return node.isString() ? StringNode.valueOf(text(node.asString())) : node;
    }

    static String text(String text) {
        String known = RegisteredSecrets.redact(text);
        StringBuilder redacted = new StringBuilder(known.length());
        for (int start = 0; start < known.length(); ) {
            int end = endOfPiece(known, start);
            redacted.append(REDACTOR.text(known.substring(start, end)));
            start = end;
        }
        return redacted.toString();
    }

    private static int endOfPiece(String text, int start) {
        if (text.length() - start <= PIECE) {
            return text.length();
        }
        int lineBreak = text.lastIndexOf('\n', start + PIECE - 1);
        return lineBreak > start ? lineBreak + 1 : start + PIECE;
    }
}

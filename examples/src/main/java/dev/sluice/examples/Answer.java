package dev.sluice.examples;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A decision as a model or its program words it. */
record Answer(String action, BigDecimal confidence, String rationale) {
    private static final Set<String> ACTIONS = Set.of("BUY", "SELL", "HOLD");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Share of the capital to trade, in per cent: nothing to hold, else up to ten, the more the surer. */
    BigDecimal sizePercent() {
        return action.equals("HOLD") ? BigDecimal.ZERO : confidence.multiply(BigDecimal.TEN);
    }

    /**
     * Finds the JSON object in a text that may have words around it.
     *
     * @throws IllegalStateException if there is none, or it is no decision
     */
    static Answer parse(String text) {
        int start = text.indexOf('{');
        int end = text.lastIndexOf('}');
        JsonNode json = start < 0 || end < start ? JSON.missingNode() : read(text.substring(start, end + 1));
        String action = json.path("action").asString("").toUpperCase(Locale.ROOT);
        if (!ACTIONS.contains(action)
                || !json.path("confidence").isNumber()
                || !json.path("rationale").isString()) {
            throw new IllegalStateException("answer of " + text.length()
                    + " characters: no decision (expected JSON with action, confidence and rationale)");
        }
        return new Answer(
                action,
                json.path("confidence").decimalValue(),
                json.path("rationale").asString());
    }

    /**
     * The first Python block of an answer.
     *
     * @throws IllegalStateException if there is none
     */
    static String program(String text) {
        String fence = "```python";
        int start = text.indexOf(fence);
        int end = start < 0 ? -1 : text.indexOf("```", start + fence.length());
        if (end < 0) {
            throw new IllegalStateException(
                    "answer of " + text.length() + " characters: no program (expected a ```python block)");
        }
        return text.substring(start + fence.length(), end).strip() + "\n";
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }
}

package dev.sluice.experiments;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an interval ended in. The decision mode and the model are the experiment's unless {@code details} say more.
 *
 * @param action such as {@code BUY}, {@code SELL} or {@code HOLD}
 * @param rationale why, in the model's words
 * @param marketOdds the market's price of the outcome when the decision was made, 0 to 1
 * @param details anything else: size, confidence, cost; values as JSON can hold them, money as {@link BigDecimal}
 */
public record Decision(String action, String rationale, BigDecimal marketOdds, Map<String, Object> details) {

    /** Copies the details. */
    public Decision {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("action", action);
        json.put("rationale", rationale);
        json.put("market_odds", marketOdds);
        json.set("details", Redaction.of(details));
        return json;
    }
}

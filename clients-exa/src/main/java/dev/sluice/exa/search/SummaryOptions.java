package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a page's summary shall say. Without any option set it is sent as {@code true}.
 *
 * @param query the question it shall answer; null summarizes the page
 * @param schema JSON schema of the summary, which then is JSON text
 * @param extra fields this version does not know, sent as they are
 */
public record SummaryOptions(
        @Nullable String query,
        @Nullable JsonNode schema,
        @JsonAnySetter Map<String, JsonNode> extra) {
    /** A summary of the page. */
    public static final SummaryOptions DEFAULT = new SummaryOptions(null, null, Map.of());

    /** Copies the map. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public SummaryOptions {
        extra = Copies.map(extra);
    }

    /** A summary that answers a question. */
    public static SummaryOptions about(String query) {
        return new SummaryOptions(query, null, Map.of());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable SummaryOptions fromFlag(boolean wanted) {
        return wanted ? DEFAULT : null;
    }

    @JsonValue
    Object wire() {
        return new TrueOr()
                .with("query", query)
                .with("schema", schema)
                .withAll(extra)
                .wire();
    }
}

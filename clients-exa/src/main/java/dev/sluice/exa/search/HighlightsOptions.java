package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which passages of a page to return. Without any option set it is sent as {@code true}, and Exa chooses their length.
 *
 * @param query what the passages shall answer; null takes the search's query
 * @param maxCharacters bound on all passages of a page together, in characters
 * @param dynamic whether one budget is shared by all pages, excluding {@code maxCharacters}; needs the beta token
 *     {@code dynamic-highlights-2026-08-28}
 * @param extra fields this version does not know, sent as they are
 */
public record HighlightsOptions(
        @Nullable String query,
        @Nullable Integer maxCharacters,
        @Nullable Boolean dynamic,
        @JsonAnySetter Map<String, JsonNode> extra) {
    /** Passages as Exa chooses them. */
    public static final HighlightsOptions DEFAULT = new HighlightsOptions(null, null, null, Map.of());

    /** Copies the map. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public HighlightsOptions {
        extra = Copies.map(extra);
    }

    /** Passages that answer another question than the search's. */
    public static HighlightsOptions about(String query) {
        return new HighlightsOptions(query, null, null, Map.of());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable HighlightsOptions fromFlag(boolean wanted) {
        return wanted ? DEFAULT : null;
    }

    @JsonValue
    Object wire() {
        return new TrueOr()
                .with("query", query)
                .with("maxCharacters", maxCharacters)
                .with("dynamic", dynamic)
                .withAll(extra)
                .wire();
    }
}

package dev.sluice.polymarket;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The event a market belongs to, as far as a market tells of it. Every field may be missing and is null then.
 *
 * @param id Gamma's id
 * @param slug the name in the web address
 * @param title its title
 * @param endDate when it is due, as Gamma wrote it
 * @param active whether it has been opened
 * @param closed whether it is over
 * @param negRisk whether its markets exclude each other and share collateral
 * @param extra fields this record does not name, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MarketEvent(
        @Nullable String id,
        @Nullable String slug,
        @Nullable String title,
        @Nullable String endDate,
        @Nullable Boolean active,
        @Nullable Boolean closed,
        @Nullable Boolean negRisk,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the map. */
    public MarketEvent {
        extra = Copies.map(extra);
    }
}

package dev.sluice.polymarket;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a token's price went.
 *
 * @param history the points, oldest first as Polymarket sends them; empty if there are none
 * @param extra fields this record does not name, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PricesHistory(
        List<Point> history, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public PricesHistory {
        history = Copies.list(history);
        extra = Copies.map(extra);
    }

    /**
     * A price at a time; either may be missing.
     *
     * @param epochSeconds when, in seconds since 1970
     * @param price from 0 to 1
     * @param extra fields this record does not name, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            @JsonProperty("t") @Nullable Long epochSeconds,
            @JsonProperty("p") @Nullable BigDecimal price,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Point {
            extra = Copies.map(extra);
        }

        /** When; empty if Polymarket does not say. */
        public Optional<Instant> time() {
            return Optional.ofNullable(epochSeconds).map(Instant::ofEpochSecond);
        }
    }
}

package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A bound or a measurement by percentile.
 *
 * @param p50 the median
 * @param p75 of three quarters
 * @param p90 of nine tenths
 * @param p99 of 99 in a hundred
 * @param extra every other field, in wire order
 */
public record Percentiles(
        @Nullable BigDecimal p50,
        @Nullable BigDecimal p75,
        @Nullable BigDecimal p90,
        @Nullable BigDecimal p99,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Percentiles {
        extra = Copies.map(extra);
    }
}

package dev.sluice.polymarket;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The orders that rest in one token's book. Every field may be missing: values are null then, lists empty; Polymarket's empty strings are
 * missing values.
 *
 * <p>The order of levels on the wire is not reliable (the official clients take the best one to be last, the documentation shows it
 * first): {@link #bids()} and {@link #asks()} keep it, {@link #bidsBestFirst()} and {@link #asksBestFirst()} sort.
 *
 * @param market the market's condition id
 * @param assetId the token
 * @param timestampMillis when the book was taken, in epoch milliseconds as text; {@link #takenAt()} reads it
 * @param hash Polymarket's check sum of the book
 * @param bids what buyers offer, in the order of the wire
 * @param asks what sellers ask, in the order of the wire
 * @param minOrderSize the smallest order, in shares
 * @param tickSize the smallest step of a price
 * @param negRisk whether the market is one of several exclusive ones that share collateral
 * @param lastTradePrice the price of the last trade
 * @param extra fields this record does not name, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderBook(
        @Nullable String market,
        @JsonProperty("asset_id") @Nullable String assetId,

        @JsonProperty("timestamp") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Long timestampMillis,

        @Nullable String hash,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Level> bids,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Level> asks,

        @JsonProperty("min_order_size") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal minOrderSize,

        @JsonProperty("tick_size") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal tickSize,

        @JsonProperty("neg_risk") @Nullable Boolean negRisk,

        @JsonProperty("last_trade_price") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal lastTradePrice,

        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public OrderBook {
        bids = Copies.list(bids);
        asks = Copies.list(asks);
        extra = Copies.map(extra);
    }

    /** When the book was taken; empty if Polymarket does not say. */
    public Optional<Instant> takenAt() {
        return Optional.ofNullable(timestampMillis).map(Instant::ofEpochMilli);
    }

    /** Bids that have a price, highest first. */
    public List<Level> bidsBestFirst() {
        return sorted(bids, Comparator.reverseOrder());
    }

    /** Asks that have a price, lowest first. */
    public List<Level> asksBestFirst() {
        return sorted(asks, Comparator.naturalOrder());
    }

    /** The highest bid; empty if nobody bids. */
    public Optional<Level> bestBid() {
        return bidsBestFirst().stream().findFirst();
    }

    /** The lowest ask; empty if nobody asks. */
    public Optional<Level> bestAsk() {
        return asksBestFirst().stream().findFirst();
    }

    private static List<Level> sorted(List<Level> levels, Comparator<BigDecimal> order) {
        return levels.stream()
                .filter(level -> level.price() != null)
                .sorted(Comparator.comparing(level -> Objects.requireNonNull(level.price()), order))
                .toList();
    }

    /**
     * All orders at one price.
     *
     * @param price from 0 to 1
     * @param size in shares
     * @param extra fields this record does not name, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Level(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal price,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal size,

            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Level {
            extra = Copies.map(extra);
        }
    }
}

package dev.sluice.polymarket;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A prediction market as Gamma describes it. Every field may be missing: values are null then, lists empty. Fields not named here (Gamma
 * has about 150) are in {@code extra} under Gamma's names.
 *
 * <p>Amounts are in US dollars, prices from 0 to 1, price changes in the same unit. Times are text as Gamma wrote them, in more than one
 * form; {@link #endsAt()} and {@link #startsAt()} read them.
 *
 * @param id Gamma's id
 * @param question what is asked
 * @param conditionId the id on the chain and in the CLOB
 * @param slug the name in the web address
 * @param questionId the id of the question on the chain
 * @param description the rules of resolution
 * @param resolutionSource where the answer will be looked up
 * @param category a word; an open set
 * @param startDate when it opened
 * @param endDate when it is due
 * @param closedTime when it closed
 * @param outcomes the names of the outcomes; see {@link #tokens()} for the three lists together
 * @param outcomePrices their prices, in the same order
 * @param clobTokenIds their tokens, in the same order
 * @param active whether it has been opened
 * @param closed whether it is over
 * @param archived whether it is out of sight
 * @param acceptingOrders whether the CLOB takes orders
 * @param enableOrderBook whether the CLOB has a book for it
 * @param negRisk whether it is one of several exclusive markets that share collateral
 * @param orderPriceMinTickSize the smallest step of a price
 * @param orderMinSize the smallest order, in shares
 * @param bestBid the highest price somebody pays for the first outcome
 * @param bestAsk the lowest price somebody takes for it
 * @param lastTradePrice the price of its last trade
 * @param spread best ask minus best bid
 * @param volume traded so far
 * @param volumeNum the same, as Gamma's number
 * @param volume24hr traded in 24 hours
 * @param liquidity resting in the book
 * @param liquidityNum the same, as Gamma's number
 * @param oneHourPriceChange change of the first outcome's price in an hour
 * @param oneDayPriceChange change of the first outcome's price in a day
 * @param oneWeekPriceChange change of the first outcome's price in a week
 * @param umaResolutionStatus how far the oracle is; an open set
 * @param groupItemTitle its name inside its event
 * @param makerBaseFee fee of a maker, in basis points
 * @param takerBaseFee fee of a taker, in basis points
 * @param events the events it belongs to
 * @param extra fields this record does not name, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Market(
        @Nullable String id,
        @Nullable String question,
        @Nullable String conditionId,
        @Nullable String slug,
        @JsonProperty("questionID") @Nullable String questionId,
        @Nullable String description,
        @Nullable String resolutionSource,
        @Nullable String category,
        @Nullable String startDate,
        @Nullable String endDate,
        @Nullable String closedTime,

        @JsonDeserialize(using = EncodedList.Strings.class) @JsonSerialize(using = EncodedList.Writer.class)
        List<String> outcomes,

        @JsonDeserialize(using = EncodedList.Decimals.class) @JsonSerialize(using = EncodedList.Writer.class)
        List<BigDecimal> outcomePrices,

        @JsonDeserialize(using = EncodedList.Strings.class) @JsonSerialize(using = EncodedList.Writer.class)
        List<String> clobTokenIds,

        @Nullable Boolean active,
        @Nullable Boolean closed,
        @Nullable Boolean archived,
        @Nullable Boolean acceptingOrders,
        @Nullable Boolean enableOrderBook,
        @Nullable Boolean negRisk,
        @Nullable BigDecimal orderPriceMinTickSize,
        @Nullable BigDecimal orderMinSize,
        @Nullable BigDecimal bestBid,
        @Nullable BigDecimal bestAsk,
        @Nullable BigDecimal lastTradePrice,
        @Nullable BigDecimal spread,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal volume,

        @Nullable BigDecimal volumeNum,
        @Nullable BigDecimal volume24hr,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal liquidity,

        @Nullable BigDecimal liquidityNum,
        @Nullable BigDecimal oneHourPriceChange,
        @Nullable BigDecimal oneDayPriceChange,
        @Nullable BigDecimal oneWeekPriceChange,
        @Nullable String umaResolutionStatus,
        @Nullable String groupItemTitle,
        @Nullable BigDecimal makerBaseFee,
        @Nullable BigDecimal takerBaseFee,
        List<MarketEvent> events,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Market {
        outcomes = Copies.list(outcomes);
        outcomePrices = Copies.list(outcomePrices);
        clobTokenIds = Copies.list(clobTokenIds);
        events = Copies.list(events);
        extra = Copies.map(extra);
    }

    /** The outcomes with their prices and tokens, in Gamma's order; a list that is shorter than the names leaves nulls. */
    public List<Outcome> tokens() {
        return IntStream.range(0, outcomes.size())
                .mapToObj(i -> new Outcome(outcomes.get(i), at(outcomePrices, i), at(clobTokenIds, i)))
                .toList();
    }

    /** The outcome of this name, such as {@code Yes}, in any case; empty if there is none. */
    public Optional<Outcome> outcome(String name) {
        return tokens().stream()
                .filter(outcome -> outcome.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** When the market is due; empty if Gamma does not say or not in a readable form. */
    public Optional<Instant> endsAt() {
        return WireTimes.parse(endDate);
    }

    /** When the market opened; empty if Gamma does not say or not in a readable form. */
    public Optional<Instant> startsAt() {
        return WireTimes.parse(startDate);
    }

    private static <T> @Nullable T at(List<T> values, int index) {
        return index < values.size() ? values.get(index) : null;
    }
}

package dev.sluice.simulators;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One yes-or-no market. As the real Gamma API does, it writes its lists as strings that hold JSON.
 *
 * @param tokens ids of the outcomes Yes and No
 */
record Market(
        int number,
        String question,
        String slug,
        boolean closed,
        String conditionId,
        List<String> tokens,
        PriceWalk walk) {
    static final BigDecimal TICK = new BigDecimal("0.01");
    private static final int FIRST_ID = 500_000;

    static Market of(int number, String question, boolean closed, long seed) {
        String slug =
                question.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
        String base = "market-" + number;
        return new Market(
                number,
                question,
                slug,
                closed,
                "0x" + Seeds.hex(seed, base + "-condition", 64),
                List.of(token(seed, base + "-yes"), token(seed, base + "-no")),
                new PriceWalk(Seeds.of(seed, base)));
    }

    /** A decimal number of up to 77 digits, as the ids of conditional tokens are. */
    private static String token(long seed, String words) {
        return new BigInteger("1" + Seeds.hex(seed, words, 63), 16).toString();
    }

    String id() {
        return Integer.toString(FIRST_ID + number);
    }

    /** The price of an outcome, 0 for Yes and 1 for No; together they are 1. A closed market has been decided. */
    BigDecimal price(int outcome, Instant at) {
        if (closed) {
            return outcome == number / 5 % 2 ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return history(outcome, at.getEpochSecond());
    }

    BigDecimal history(int outcome, long epochSecond) {
        BigDecimal yes = walk.at(epochSecond);
        return outcome == 0 ? yes : BigDecimal.ONE.subtract(yes);
    }

    Map<String, @Nullable Object> json(Instant now) {
        BigDecimal yes = price(0, now);
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        Map<String, @Nullable Object> json = Json.object(
                "id",
                id(),
                "question",
                question,
                "conditionId",
                conditionId,
                "slug",
                slug,
                "endDate",
                day.plus(Duration.ofDays(closed ? -1 : 30 + number)).toString(),
                "startDate",
                day.minus(Duration.ofDays(60)).toString(),
                "description",
                "Resolves to Yes if it happens. Simulated.",
                "outcomes",
                Json.text(List.of("Yes", "No")),
                "outcomePrices",
                Json.text(List.of(yes.toPlainString(), price(1, now).toPlainString())),
                "volume",
                (10_000 + 137 * number) + ".5",
                "liquidity",
                (2_000 + 31 * number) + ".25",
                "active",
                true,
                "closed",
                closed,
                "archived",
                false,
                "enableOrderBook",
                true);
        addNumbers(json, yes);
        return json;
    }

    private void addNumbers(Map<String, @Nullable Object> json, BigDecimal yes) {
        BigDecimal half = TICK.divide(BigDecimal.valueOf(2));
        json.put("orderPriceMinTickSize", TICK);
        json.put("orderMinSize", 5);
        json.put("volumeNum", BigDecimal.valueOf(100_005L + 1370L * number, 1));
        json.put("liquidityNum", BigDecimal.valueOf(200_025L + 3100L * number, 2));
        json.put("volume24hr", BigDecimal.valueOf(12_345L + number, 2));
        json.put("clobTokenIds", Json.text(tokens));
        json.put("acceptingOrders", !closed);
        json.put("negRisk", false);
        json.put("lastTradePrice", yes);
        json.put("bestBid", closed ? BigDecimal.ZERO : yes.subtract(half));
        json.put("bestAsk", closed ? BigDecimal.ONE : yes.add(half));
        json.put("spread", TICK);
    }
}

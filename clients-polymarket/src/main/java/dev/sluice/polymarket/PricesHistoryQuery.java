package dev.sluice.polymarket;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a token's price history to read: an interval up to now, or a span of time.
 *
 * @param tokenId the outcome's token, as {@link Outcome#tokenId()}
 * @param interval how far back from now; null where a span is given
 * @param from start of the span, read to the second
 * @param until end of the span, read to the second
 * @param fidelityMinutes distance between points, in minutes; null leaves it to Polymarket
 */
public record PricesHistoryQuery(
        String tokenId,
        @Nullable PriceInterval interval,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Integer fidelityMinutes) {

    /**
     * Checks the combination.
     *
     * @throws IllegalArgumentException if the token is blank, or both an interval and a span are given
     */
    public PricesHistoryQuery {
        if (tokenId.isBlank()) {
            throw new IllegalArgumentException("tokenId: blank (expected an outcome's token)");
        }
        if (interval != null && (from != null || until != null)) {
            throw new IllegalArgumentException("interval: given beside from or until (expected one of the two)");
        }
    }

    /** The history of an interval that ends now. */
    public static PricesHistoryQuery last(String tokenId, PriceInterval interval) {
        return new PricesHistoryQuery(tokenId, interval, null, null, null);
    }

    /** The history of a span of time. */
    public static PricesHistoryQuery between(String tokenId, Instant from, Instant until) {
        return new PricesHistoryQuery(tokenId, null, from, until, null);
    }

    /** The same with this many minutes between points. */
    public PricesHistoryQuery everyMinutes(int minutes) {
        return new PricesHistoryQuery(tokenId, interval, from, until, minutes);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("market", tokenId);
        put(parameters, "startTs", from == null ? null : from.getEpochSecond());
        put(parameters, "endTs", until == null ? null : until.getEpochSecond());
        put(parameters, "interval", interval);
        put(parameters, "fidelity", fidelityMinutes);
        return parameters;
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}

package dev.sluice.polymarket;

/**
 * How far back a price history reaches; an open set.
 *
 * @param word as on the wire
 */
public record PriceInterval(String word) {
    /** One hour. */
    public static final PriceInterval HOUR = new PriceInterval("1h");

    /** Six hours. */
    public static final PriceInterval SIX_HOURS = new PriceInterval("6h");

    /** One day. */
    public static final PriceInterval DAY = new PriceInterval("1d");

    /** One week. */
    public static final PriceInterval WEEK = new PriceInterval("1w");

    /** One month: Polymarket's {@code 1m} is no minute. */
    public static final PriceInterval MONTH = new PriceInterval("1m");

    /** All there is. */
    public static final PriceInterval MAX = new PriceInterval("max");

    @Override
    public String toString() {
        return word;
    }
}

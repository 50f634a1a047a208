package dev.sluice.logging.event;

/**
 * Durations that so many in a hundred of the latest ones did not exceed, by nearest rank: each is one that was measured. In milliseconds.
 *
 * @param p50 the median
 * @param p95 what 95 % did not exceed
 * @param p99 what 99 % did not exceed
 * @param of how many they were taken of
 */
public record Percentiles(double p50, double p95, double p99, int of) {
    Fields addTo(Fields fields, EventKey median, EventKey high, EventKey highest) {
        return fields.put(median, p50).put(high, p95).put(highest, p99).put(EventKey.PERCENTILES_OF, of);
    }
}

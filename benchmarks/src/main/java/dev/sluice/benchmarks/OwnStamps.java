package dev.sluice.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When a limiter itself says that it granted, found out from outside. A permit tells how long its request waited, to the nanosecond and on the
 * limiter's own clock; so the grant's stamp is one of the readings the caller made while asking plus that wait, and it is itself a
 * reading of somebody's. Where only one candidate is, that is the stamp. Without a wait it is the caller's last reading.
 */
final class OwnStamps {
    private final List<Asked> grants = new ArrayList<>();

    /** Thread-safe. */
    synchronized void add(long[] readings, long waitedNanos) {
        grants.add(new Asked(readings, waitedNanos));
    }

    /** @param readings all there were, sorted */
    synchronized Found find(long... readings) {
        long[] stamps = grants.stream()
                .map(asked -> asked.candidates(readings))
                .filter(candidates -> candidates.length == 1)
                .mapToLong(candidates -> candidates[0])
                .toArray();
        return new Found(stamps, grants.size() - stamps.length);
    }

    /**
     * What could be told.
     *
     * @param stamps of grants, in no order
     * @param unknown how many grants' stamps could not be told
     */
    record Found(long[] stamps, int unknown) {}

    private record Asked(long[] readings, long waitedNanos) {
        long[] candidates(long... all) {
            if (waitedNanos == 0) {
                return Arrays.copyOfRange(readings, readings.length - 1, readings.length);
            }
            return Arrays.stream(readings)
                    .map(reading -> reading + waitedNanos)
                    .filter(stamp -> Arrays.binarySearch(all, stamp) >= 0)
                    .distinct()
                    .toArray();
        }
    }
}

package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one account has seen: a tally. Thread-safe. */
final class Traffic {
    private final TimeSource time;
    private final Map<String, Long> byOperation = new TreeMap<>();
    private long calls;
    private long rejected;
    private long violations;
    private long injected;
    private long injectedTooMany;
    private final Map<String, Integer> inFlight = new HashMap<>();
    private int highest;
    private long lastArrival;
    private long smallestSpacing = Long.MAX_VALUE;

    Traffic(TimeSource time) {
        this.time = time;
    }

    /** Notes an arrival; the result is how many are in flight with it, of those that are counted together. */
    synchronized int arrived(String room) {
        long now = time.nanoTime();
        if (calls > 0) {
            smallestSpacing = Math.min(smallestSpacing, now - lastArrival);
        }
        lastArrival = now;
        calls++;
        int together = inFlight.merge(room, 1, Integer::sum);
        highest = Math.max(highest, together);
        return together;
    }

    synchronized void left(String room) {
        inFlight.merge(room, -1, Integer::sum);
    }

    synchronized void asked(String operation) {
        byOperation.merge(operation, 1L, Long::sum);
    }

    synchronized void violated() {
        violations++;
        rejected++;
    }

    synchronized void injected() {
        injected++;
    }

    synchronized void injectedTooMany() {
        injectedTooMany++;
    }

    synchronized ProviderReport report(List<FaultReport> faults) {
        return new ProviderReport(
                calls,
                rejected,
                injectedTooMany,
                injected,
                violations,
                highest,
                smallestSpacing == Long.MAX_VALUE ? null : smallestSpacing / 1e6,
                faults.stream().mapToLong(FaultReport::callsDuringPause).sum(),
                byOperation,
                faults,
                null,
                null,
                null);
    }
}

package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
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
    private int inFlight;
    private int highest;
    private long lastArrival;
    private long smallestSpacing = Long.MAX_VALUE;

    Traffic(TimeSource time) {
        this.time = time;
    }

    /** Notes an arrival; the result is how many are in flight with it. */
    synchronized int arrived() {
        long now = time.nanoTime();
        if (calls > 0) {
            smallestSpacing = Math.min(smallestSpacing, now - lastArrival);
        }
        lastArrival = now;
        calls++;
        inFlight++;
        highest = Math.max(highest, inFlight);
        return inFlight;
    }

    synchronized void left() {
        inFlight--;
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

package dev.sluice.ratelimit.golden;

import java.util.List;

/**
 * What a run amounted to.
 *
 * @param latencies from a worker's taking a request to its answer, in nanoseconds, ascending
 * @param tooMany answers 429
 * @param finishedNanos when the last request was served
 */
record Result(List<Long> latencies, int tooMany, long finishedNanos) {
    Result {
        latencies = latencies.stream().sorted().toList();
    }

    int served() {
        return latencies.size();
    }

    long percentileNanos(int percent) {
        int rank = (latencies.size() * percent + 99) / 100;
        return latencies.get(Math.max(0, rank - 1));
    }

    /** The share of the hidden capacity that was used: the time the best possible client needs, per mille of the time needed here. */
    long utilisationPerMille(Result best) {
        return best.finishedNanos * 1000 / finishedNanos;
    }
}

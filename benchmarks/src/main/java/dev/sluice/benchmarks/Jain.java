package dev.sluice.benchmarks;

import java.util.stream.LongStream;

/** Jain's index of fairness: 1 if all have the same share, 1/n if one of n has it all. */
final class Jain {
    private Jain() {}

    /** Of no shares, and of nothing shared, 1. */
    static double index(long... shares) {
        double sum = LongStream.of(shares).sum();
        double squares = LongStream.of(shares)
                .mapToDouble(share -> (double) share * share)
                .sum();
        return squares == 0 ? 1 : sum * sum / (shares.length * squares);
    }
}

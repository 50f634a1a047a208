package dev.sluice.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How many who came later went first. */
final class Overtaking {
    private Overtaking() {}

    /**
     * The most that anybody was overtaken by.
     *
     * @param asked when each came, in the order in which they were served
     */
    static int worst(long... asked) {
        int[] rank = ranks(asked);
        int[] served = new int[asked.length + 1];
        int worst = 0;
        for (int turn = 0; turn < asked.length; turn++) {
            worst = Math.max(worst, turn - upTo(served, rank[turn]));
            for (int i = rank[turn] + 1; i < served.length; i += i & -i) {
                served[i]++;
            }
        }
        return worst;
    }

    private static int[] ranks(long... asked) {
        int[] byArrival = IntStream.range(0, asked.length)
                .boxed()
                .sorted(Comparator.comparingLong(turn -> asked[turn]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[asked.length];
        Arrays.setAll(byArrival, place -> {
            rank[byArrival[place]] = place;
            return byArrival[place];
        });
        return rank;
    }

    /** How many of a lower or equal rank were served: a Fenwick tree's prefix sum. */
    private static int upTo(int[] served, int rank) {
        int sum = 0;
        for (int i = rank + 1; i > 0; i -= i & -i) {
            sum += served[i];
        }
        return sum;
    }
}

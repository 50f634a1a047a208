package dev.sluice.client.faults;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Chooses from all combinations of some factors a few in which still every pair of values occurs that occurs anywhere: again and again the
 * one with the most pairs that are missing, the first of them if there are several. The same combinations give the same choice.
 */
final class Pairwise {
    private Pairwise() {}

    /** @param values of a combination, one per factor */
    static <C> List<C> of(List<C> combinations, Function<C, List<?>> values) {
        Map<Pair, Integer> numbers = new HashMap<>();
        List<int[]> pairs = new ArrayList<>();
        for (C combination : combinations) {
            pairs.add(pairs(values.apply(combination)).stream()
                    .mapToInt(pair -> numbers.computeIfAbsent(pair, fresh -> numbers.size()))
                    .toArray());
        }
        BitSet missing = new BitSet();
        missing.set(0, numbers.size());
        List<C> chosen = new ArrayList<>();
        while (!missing.isEmpty()) {
            int best = best(pairs, missing);
            chosen.add(combinations.get(best));
            for (int pair : pairs.get(best)) {
                missing.clear(pair);
            }
        }
        return chosen;
    }

    private static int best(List<int[]> pairs, BitSet missing) {
        int best = -1;
        int most = 0;
        for (int index = 0; index < pairs.size(); index++) {
            int found = 0;
            for (int pair : pairs.get(index)) {
                found += missing.get(pair) ? 1 : 0;
            }
            if (found > most) {
                most = found;
                best = index;
            }
        }
        return best;
    }

    static List<Pair> pairs(List<?> values) {
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < values.size(); first++) {
            for (int second = first + 1; second < values.size(); second++) {
                pairs.add(new Pair(first, values.get(first), second, values.get(second)));
            }
        }
        return pairs;
    }

    /** Two values together. */
    record Pair(int firstFactor, Object first, int secondFactor, Object second) {}
}

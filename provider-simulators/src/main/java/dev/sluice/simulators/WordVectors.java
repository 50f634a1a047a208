package dev.sluice.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts as vectors of the words in them: alike where they share words, always the same for the same text. */
final class WordVectors {
    private WordVectors() {}

    /** A vector of length 1; of a text without words the first axis. */
    static List<Double> of(String text, int dimensions) {
        double[] counts = new double[dimensions];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                counts[Math.floorMod(word.hashCode(), dimensions)]++;
            }
        }
        double squares = 0;
        for (double count : counts) {
            squares += count * count;
        }
        if (squares == 0) {
            counts[0] = 1;
            squares = 1;
        }
        List<Double> vector = new ArrayList<>();
        for (double count : counts) {
            vector.add(Math.round(1e6 * count / Math.sqrt(squares)) / 1e6);
        }
        return vector;
    }

    /** How alike two texts are, 0 to 1. */
    static double likeness(String one, String other) {
        List<Double> a = of(one, 256);
        List<Double> b = of(other, 256);
        double dot = 0;
        for (int i = 0; i < a.size(); i++) {
            dot += a.get(i) * b.get(i);
        }
        return Math.min(1, Math.round(1e6 * dot) / 1e6);
    }
}

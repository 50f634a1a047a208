package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Tells cheaply that a name denotes no credential: none of the words that could make it one is in it. Where one is, or a character that is
 * not ASCII, {@link NameRules} have to decide.
 */
final class SecretWords {
    private static final int COLUMNS = 128;

    /** Negative, so that it is told from a state by its sign. */
    private static final short FOUND = -1;

    /**
     * {@code state | byte} leads to the next state, which is a multiple of {@value #COLUMNS}. Words may be written apart (api-key, pass_word):
     * what is neither letter nor digit changes nothing.
     */
    private static final short[] NEXT = table(NameRules.secretWords());

    private SecretWords() {}

    /** Whether a name, or a phrase with one in it, has to be looked at closely. */
    static boolean mayBeIn(byte[] text, int from, int to) {
        int state = 0;
        for (int i = from; i < to; i++) {
            // of a byte that is not ASCII the sign remains
            state = text[i] < 0 ? FOUND : NEXT[state | text[i]];
            if (state < 0) {
                return true;
            }
        }
        return DeniedNames.mayBeIn(text, from, to);
    }

    private static short[] table(Set<String> all) {
        PatternAutomaton words = PatternAutomaton.of(all.stream()
                .filter(word -> all.stream().noneMatch(other -> !other.equals(word) && word.contains(other)))
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toList());
        if (words.states() * COLUMNS > Short.MAX_VALUE + 1) {
            throw new IllegalStateException("secret words: " + words.states() + " states (expected: at most 256)");
        }
        short[] table = new short[words.states() * COLUMNS];
        for (int state = 0; state < words.states(); state++) {
            for (int c = 0; c < COLUMNS; c++) {
                int next = isInWords(c) ? words.next(state, (byte) c) : state;
                table[state * COLUMNS + c] = words.isMatch(next) ? FOUND : (short) (next * COLUMNS);
            }
        }
        return table;
    }

    private static boolean isInWords(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}

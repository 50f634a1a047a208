package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;

/**
 * Tells cheaply that a name denotes no credential: none of the words that could make it one is in it. Where one is, or a character that is
 * not ASCII, {@link NameRules} have to decide.
 */
final class SecretWords {
    private static final PatternAutomaton WORDS = PatternAutomaton.of(NameRules.secretWords().stream()
            .map(word -> word.getBytes(StandardCharsets.US_ASCII))
            .toList());
    private static final boolean[] IN_WORDS = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            IN_WORDS[c] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        }
    }

    private SecretWords() {}

    /** Whether a name, or a phrase with one in it, has to be looked at closely. */
    static boolean mayBeIn(byte[] text, int from, int to) {
        int state = 0;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b < 0) {
                return true;
            }
            // words may be written apart: api-key, pass_word
            if (IN_WORDS[b]) {
                state = WORDS.next(state, b);
                if (WORDS.isMatch(state)) {
                    return true;
                }
            }
        }
        return false;
    }
}

package dev.sluice.logging.redaction;

import java.util.Arrays;
import java.util.List;

/**
 * Finds out whether one of many patterns occurs, looking at a fraction of the text: at three bytes where a pattern could end its first part,
 * and then as much further as these three bytes allow (Wu and Manber, 1994).
 */
final class SkipTable {
    private static final int BLOCK = 3;
    private static final int MAX_WINDOW = 127;
    private static final int SLOTS = 1 << 15;

    private final byte[] skips = new byte[SLOTS];
    private final int window;
    private final PatternAutomaton automaton;

    /** All patterns have at least {@value #BLOCK} bytes. */
    SkipTable(List<byte[]> patterns, PatternAutomaton automaton) {
        this.automaton = automaton;
        this.window = patterns.stream().mapToInt(pattern -> pattern.length).reduce(MAX_WINDOW, Math::min);
        Arrays.fill(skips, (byte) (window - BLOCK + 1));
        for (byte[] pattern : patterns) {
            for (int last = BLOCK - 1; last < window; last++) {
                int slot = slot(pattern, last);
                skips[slot] = (byte) Math.min(skips[slot], window - 1 - last);
            }
        }
    }

    boolean occurs(byte[] text, int from, int to) {
        int last = from + window - 1;
        while (last < to) {
            int skip = skips[slot(text, last)];
            if (skip == 0) {
                if (automaton.matchesAt(text, last - window + 1, to)) {
                    return true;
                }
                skip = 1;
            }
            last += skip;
        }
        return false;
    }

    /** The case of letters is left out here and looked at by the automaton. */
    private static int slot(byte[] text, int last) {
        int mixed = ((text[last - 2] | 0x20) << 10) ^ ((text[last - 1] | 0x20) << 5) ^ (text[last] | 0x20);
        return mixed & (SLOTS - 1);
    }
}

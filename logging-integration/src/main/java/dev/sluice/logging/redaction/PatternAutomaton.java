package dev.sluice.logging.redaction;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds many patterns in one pass over bytes, whatever the case of their ASCII letters (Aho and Corasick, 1975, with all transitions
 * filled in). Bytes that occur in no pattern share one column of the table.
 */
final class PatternAutomaton {
    private final byte[] columns;
    private final int width;
    private final int[] next;
    private final int[] matched;
    private final int[] depth;
    private final int longest;

    private PatternAutomaton(byte[] columns, int width, int[] next, int[] matched, int[] depth) {
        this.columns = columns;
        this.width = width;
        this.next = next;
        this.matched = matched;
        this.depth = depth;
        this.longest = Arrays.stream(depth).max().orElse(0);
    }

    static PatternAutomaton of(List<byte[]> patterns) {
        return new Builder(patterns).build();
    }

    /** How many bytes the longest pattern has. */
    int longest() {
        return longest;
    }

    boolean isEmpty() {
        return depth.length == 1;
    }

    /** How many states there are; they are numbered from 0. */
    int states() {
        return depth.length;
    }

    /** The state after one more byte; 0 is the first. */
    int next(int state, byte b) {
        return next[state * width + (columns[b & 0xff] & 0xff)];
    }

    boolean isMatch(int state) {
        return matched[state] > 0;
    }

    /** Whether a pattern begins exactly here. */
    boolean matchesAt(byte[] text, int from, int to) {
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next(state, text[i]);
            if (depth[state] != i + 1 - from) {
                return false;
            }
            if (matched[state] == depth[state]) {
                return true;
            }
        }
        return false;
    }

    /** How many of the last bytes begin a pattern. */
    int tail(byte[] text, int from, int to) {
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next(state, text[i]);
        }
        return depth[state];
    }

    /** Adds where patterns were found, in order and without overlap; returns how many of the last bytes begin a pattern. */
    int find(byte[] text, int length, List<SecretScanner.Span> spans) {
        int state = 0;
        for (int i = 0; i < length; i++) {
            state = next[state * width + (columns[text[i] & 0xff] & 0xff)];
            if (matched[state] > 0) {
                SecretScanner.Span.add(spans, new SecretScanner.Span(i + 1 - matched[state], i + 1));
            }
        }
        return depth[state];
    }

    private static byte fold(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    /** Builds the tables: a tree of the patterns first, then the transitions back. */
    private static final class Builder {
        private final List<byte[]> patterns;
        private final byte[] columns = new byte[256];
        private int width = 1;
        private int[] next;
        private int[] matched;
        private int[] depth;
        private int states = 1;

        Builder(List<byte[]> patterns) {
            this.patterns = patterns;
            int most = 1;
            for (byte[] pattern : patterns) {
                most += pattern.length;
                for (byte b : pattern) {
                    addColumn(b);
                }
            }
            next = new int[most * width];
            matched = new int[most];
            depth = new int[most];
        }

        private void addColumn(byte b) {
            byte folded = fold(b);
            if (columns[folded & 0xff] == 0) {
                columns[folded & 0xff] = (byte) width++;
                if (folded >= 'a' && folded <= 'z') {
                    columns[folded - 32] = columns[folded];
                }
            }
        }

        PatternAutomaton build() {
            for (byte[] pattern : patterns) {
                insert(pattern);
            }
            link();
            return new PatternAutomaton(
                    columns,
                    width,
                    Arrays.copyOf(next, states * width),
                    Arrays.copyOf(matched, states),
                    Arrays.copyOf(depth, states));
        }

        private void insert(byte[] pattern) {
            int state = 0;
            for (byte b : pattern) {
                int edge = state * width + (columns[b & 0xff] & 0xff);
                if (next[edge] == 0) {
                    depth[states] = depth[state] + 1;
                    next[edge] = states++;
                }
                state = next[edge];
            }
            matched[state] = pattern.length;
        }

        private void link() {
            int[] fallback = new int[states];
            Deque<Integer> queue = new ArrayDeque<>();
            queue.add(0);
            while (!queue.isEmpty()) {
                int state = queue.remove();
                matched[state] = Math.max(matched[state], matched[fallback[state]]);
                for (int column = 0; column < width; column++) {
                    int edge = state * width + column;
                    int shorter = state == 0 ? 0 : next[fallback[state] * width + column];
                    if (next[edge] == 0) {
                        next[edge] = shorter;
                    } else {
                        fallback[next[edge]] = shorter;
                        queue.add(next[edge]);
                    }
                }
            }
        }
    }
}

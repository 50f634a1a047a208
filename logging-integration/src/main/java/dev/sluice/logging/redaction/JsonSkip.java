package dev.sluice.logging.redaction;

/** Steps over a JSON value of which nothing is to be shown. Kept for the next value. */
final class JsonSkip {
    private static final int MAX_OPEN = 1 << 14;

    private final Bytes open = new Bytes();
    private byte[] json = new byte[0];
    private int to;
    private int at;
    private int depth;
    private int elements;

    /**
     * Steps over the value that begins at {@code from}.
     *
     * @throws MalformedJsonException if it is none
     */
    void over(byte[] text, int from, int end) {
        json = text;
        to = end;
        at = from;
        depth = 0;
        elements = 0;
        open.clear();
        do {
            step(json[at]);
        } while (depth > 0 && at < to);
    }

    /** Behind the value; the text's length if it was cut. */
    int end() {
        return at;
    }

    /** Whether the text ended inside the value. */
    boolean cut() {
        return at >= to && depth > 0;
    }

    /** How many elements an array has. */
    int elements() {
        return elements;
    }

    private void step(byte c) {
        if (Scalars.isWhitespace(c) || c == ',' || c == ':') {
            at++;
            return;
        }
        if (c == '}' || c == ']') {
            close(c);
            return;
        }
        elements += depth == 1 ? 1 : 0;
        if (c == '"') {
            int end = JsonStrings.end(json, at + 1, to);
            depth += end == to ? 1 : 0;
            at = Math.min(to, end + 1);
        } else if (c == '{' || c == '[') {
            open(c);
        } else {
            at = scalarEnd(json, at, to);
        }
    }

    private void open(byte c) {
        if (++depth > MAX_OPEN) {
            throw new MalformedJsonException();
        }
        open.append(c);
        at++;
    }

    private void close(byte c) {
        if (depth == 0 || open.pop() != (c == '}' ? '{' : '[')) {
            throw new MalformedJsonException();
        }
        depth--;
        at++;
    }

    /**
     * Behind a number, {@code true}, {@code false} or {@code null}.
     *
     * @throws MalformedJsonException if there is none
     */
    static int scalarEnd(byte[] json, int from, int to) {
        int end = from;
        while (end < to && isScalar(json[end])) {
            end++;
        }
        if (end == from) {
            throw new MalformedJsonException();
        }
        return end;
    }

    private static boolean isScalar(byte c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }
}

package dev.sluice.logging;

/** Steps over a JSON value of which nothing is to be shown. */
final class JsonSkip {
    private final String json;
    private final StringBuilder open = new StringBuilder();
    private int elements;
    private int at;

    private JsonSkip(String json, int from) {
        this.json = json;
        this.at = from;
    }

    /**
     * Steps over the value that begins at {@code from}.
     *
     * @throws MalformedJsonException if it is none
     */
    static JsonSkip over(String json, int from) {
        JsonSkip skip = new JsonSkip(json, from);
        skip.run();
        return skip;
    }

    /** Behind the value; the text's length if it was cut. */
    int end() {
        return at;
    }

    /** Whether the text ended inside the value. */
    boolean cut() {
        return at >= json.length() && open.length() > 0;
    }

    /** How many elements an array has. */
    int elements() {
        return elements;
    }

    private void run() {
        do {
            char c = json.charAt(at);
            boolean value = c != ',' && c != ':' && c != '}' && c != ']' && !Character.isWhitespace(c);
            elements += value && open.length() == 1 ? 1 : 0;
            if (c == '"') {
                string();
            } else if (c == '{' || c == '[') {
                open.append(c);
                at++;
            } else if (c == '}' || c == ']') {
                close(c);
            } else {
                at = value ? scalarEnd(json, at) : at + 1;
            }
        } while (open.length() > 0 && at < json.length());
    }

    private void string() {
        int end = JsonStrings.end(json, at + 1);
        if (end == json.length()) {
            open.append('"');
        }
        at = Math.min(json.length(), end + 1);
    }

    private void close(char c) {
        int last = open.length() - 1;
        if (last < 0 || open.charAt(last) != (c == '}' ? '{' : '[')) {
            throw new MalformedJsonException();
        }
        open.setLength(last);
        at++;
    }

    /**
     * Behind a number, {@code true}, {@code false} or {@code null}.
     *
     * @throws MalformedJsonException if there is none
     */
    static int scalarEnd(String json, int from) {
        int end = from;
        while (end < json.length() && isScalar(json.charAt(end))) {
            end++;
        }
        if (end == from) {
            throw new MalformedJsonException();
        }
        return end;
    }

    private static boolean isScalar(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }
}

package dev.sluice.logging;

/** Reads and writes the inside of JSON strings. */
final class JsonStrings {
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private JsonStrings() {}

    /**
     * Where a string ends that begins at {@code from}, behind its quote: the index of the closing quote, or the text's length if it was cut.
     */
    static int end(String json, int from) {
        int i = from;
        while (i < json.length() && json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, json.length());
    }

    /**
     * The characters that the inside of a JSON string stands for. An escape that was cut off at the end is left out.
     *
     * @throws MalformedJsonException if an escape is none
     */
    static String unescape(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\') {
                out.append(c);
            } else if (i == raw.length() || (raw.charAt(i) == 'u' && i + 5 > raw.length())) {
                break;
            } else if (raw.charAt(i) == 'u') {
                out.append(hex(raw, i + 1));
                i += 5;
            } else {
                int which = ESCAPED.indexOf(raw.charAt(i++));
                if (which < 0) {
                    throw new MalformedJsonException();
                }
                out.append(MEANT.charAt(which));
            }
        }
        return out.toString();
    }

    private static char hex(String raw, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(raw.charAt(i), 16);
            if (digit < 0) {
                throw new MalformedJsonException();
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /** Appends a text as the inside of a JSON string. */
    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int which = c == '/' ? -1 : MEANT.indexOf(c);
            if (which >= 0) {
                out.append('\\').append(ESCAPED.charAt(which));
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
    }
}

package dev.sluice.logging.redaction;

/** Numbers, words and white space of JSON (RFC 8259, sections 2, 3 and 6). */
final class Scalars {
    private static final int MAX_DIGITS = 400;
    private static final int MAX_EXPONENT = 9;

    private Scalars() {}

    static boolean isLiteral(byte[] json, int from, int to) {
        return switch (json[from]) {
            case 't' -> is(json, from, to, "true");
            case 'f' -> is(json, from, to, "false");
            case 'n' -> is(json, from, to, "null");
            default -> false;
        };
    }

    static boolean isNumber(byte[] json, int from, int to) {
        int i = digits(json, json[from] == '-' ? from + 1 : from, to, MAX_DIGITS);
        if (i > 0 && i < to && json[i] == '.') {
            i = digits(json, i + 1, to, MAX_DIGITS);
        }
        if (i > 0 && i < to && (json[i] | 0x20) == 'e') {
            boolean signed = i + 1 < to && (json[i + 1] == '+' || json[i + 1] == '-');
            i = digits(json, signed ? i + 2 : i + 1, to, MAX_EXPONENT);
        }
        return i == to;
    }

    /** Behind one or more digits; -1 if there are none, or too many. */
    private static int digits(byte[] json, int from, int to, int most) {
        int i = from;
        while (i < to && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        return i == from || i - from > most ? -1 : i;
    }

    private static boolean is(byte[] json, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (json[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Behind white space and byte order marks. */
    static int blanksEnd(byte[] json, int from, int to) {
        if (from < to && json[from] > ' ') {
            return from;
        }
        int i = from;
        while (i < to && (isWhitespace(json[i]) || isByteOrderMark(json, i, to))) {
            i += json[i] < 0 ? 3 : 1;
        }
        return i;
    }

    private static boolean isByteOrderMark(byte[] json, int at, int to) {
        return json[at] == (byte) 0xef && at + 2 < to && json[at + 1] == (byte) 0xbb && json[at + 2] == (byte) 0xbf;
    }

    static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}

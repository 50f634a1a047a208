package dev.sluice.logging.redaction;

/** Reads and writes the inside of JSON strings. */
final class JsonStrings {
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final String HEX = "0123456789abcdef";

    private JsonStrings() {}

    /** Where a string ends that begins at {@code from}, behind its quote: the index of the closing quote, or {@code to} if it was cut. */
    static int end(byte[] json, int from, int to) {
        int i = from;
        while (i < to && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, to);
    }

    /**
     * Appends what the inside of a JSON string stands for. An escape that was cut off at the end is left out.
     *
     * @return whether half of a character was in it, which has become a replacement character
     * @throws MalformedJsonException if an escape is none
     */
    static boolean unescape(byte[] json, int from, int to, Bytes out) {
        boolean half = false;
        int i = from;
        while (i < to) {
            int run = i;
            while (i < to && json[i] != '\\') {
                i++;
            }
            out.append(json, run, i);
            if (i + 1 >= to || (json[i + 1] == 'u' && i + 6 > to)) {
                break;
            }
            if (json[i + 1] == 'u') {
                int c = hex(json, i + 2);
                i += 6;
                if (Character.isHighSurrogate((char) c) && i + 6 <= to && json[i] == '\\' && json[i + 1] == 'u') {
                    int low = hex(json, i + 2);
                    if (Character.isLowSurrogate((char) low)) {
                        c = Character.toCodePoint((char) c, (char) low);
                        i += 6;
                    }
                }
                half |= c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
                out.appendChar(c);
            } else {
                int which = ESCAPED.indexOf(json[i + 1]);
                if (which < 0) {
                    throw new MalformedJsonException();
                }
                out.append((byte) MEANT.charAt(which));
                i += 2;
            }
        }
        return half;
    }

    /** The last place before {@code to} that is not inside an escape. */
    static int beforeEscape(byte[] json, int from, int to) {
        int i = from;
        int last = from;
        while (i < to) {
            last = i;
            i += json[i] != '\\' ? 1 : i + 1 < to && json[i + 1] == 'u' ? 6 : 2;
        }
        return i == to ? to : last;
    }

    private static int hex(byte[] json, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
            if (digit < 0) {
                throw new MalformedJsonException();
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** Appends a text as the inside of a JSON string. */
    static void escape(byte[] text, int from, int to, Bytes out) {
        int run = from;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
                out.append(text, run, i);
                run = i + 1;
                escape(b, out);
            }
        }
        out.append(text, run, to);
    }

    private static void escape(byte b, Bytes out) {
        out.append((byte) '\\');
        int which = MEANT.indexOf(b);
        if (which >= 0) {
            out.append((byte) ESCAPED.charAt(which));
        } else {
            out.append("u00");
            out.append((byte) HEX.charAt(b >> 4));
            out.append((byte) HEX.charAt(b & 15));
        }
    }
}

package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;

/** Bounds the length of what is shown, without splitting a character. */
final class Cut {
    static final String MARK = "...[truncated]";

    private Cut() {}

    static String to(String text, int maxChars) {
        return to(text, maxChars, false);
    }

    /** At most {@code maxChars} characters; the mark is added if they are not all, or more was cut off before. */
    static String to(String text, int maxChars, boolean cutBefore) {
        if (text.length() <= maxChars) {
            return cutBefore ? text + MARK : text;
        }
        int end = Math.max(0, maxChars);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + MARK;
    }

    /** The same for UTF-8, of which no more is decoded than is wanted. */
    static String utf8(byte[] text, int from, int to, int maxChars, boolean cutBefore) {
        if (to - from <= maxChars && !cutBefore) {
            return new String(text, from, to - from, StandardCharsets.UTF_8);
        }
        int chars = 0;
        int end = from;
        while (end < to && chars <= maxChars) {
            int lead = text[end] & 0xff;
            chars += lead < 0x80 || lead >= 0xc0 ? lead >= 0xf0 ? 2 : 1 : 0;
            end++;
        }
        // the last one may have continuation bytes, and to() wants to see that there is more
        int enough = Math.min(to, end + 4);
        String start = new String(text, from, enough - from, StandardCharsets.UTF_8);
        return to(start, maxChars, cutBefore || enough < to);
    }
}

package dev.sluice.logging.redaction;

/** Makes text harmless to whoever shows it: no control characters, no reordering of what is read, no half characters. */
final class Printable {
    private Printable() {}

    /** Control characters but line feed and tab become visible escapes, and so do Unicode's line separators and direction marks. */
    static String of(String text) {
        if (!Rule.CONTROL_CHARACTERS.applies()) {
            return text;
        }
        int i = 0;
        while (i < text.length() && isHarmless(text, i)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(text, i)) {
                out.append(c);
            } else if (Character.isSurrogate(c)) {
                out.append('\ufffd');
            } else {
                out.append(c == '\r' ? "\\r" : String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    private static boolean isHarmless(String text, int i) {
        char c = text.charAt(i);
        if (c >= 0x20 && c < 0x7f) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || turns(c));
    }

    /** The characters with the property Bidi_Control (Unicode 16, PropList.txt). */
    private static boolean turns(char c) {
        return c == '\u061c'
                || c == '\u200e'
                || c == '\u200f'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}

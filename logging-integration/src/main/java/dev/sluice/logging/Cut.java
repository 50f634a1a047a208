package dev.sluice.logging;

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
}

package dev.sluice.logging.redaction;

/** Recognises URLs without user info, query, fragment and odd segments, of which {@link UrlRules} show everything. */
final class PlainUrls {
    /** As long as the longest that the rules take for one; what is longer they have to look at. */
    private static final int MAX_LENGTH = 4_000;

    private static final int MAX_RUN = 15;
    private static final int MAX_WORD = 64;
    private static final int MAX_DIVIDERS = 40;
    private static final String ENDS = " \t\n\"'<>\\`|^";

    private PlainUrls() {}

    /** Whether what follows {@code ://} is plain, up to the end of the URL or the text. */
    static boolean isPlain(byte[] text, int from, int to) {
        int last = Math.min(to, from + MAX_LENGTH);
        int i = from;
        while (i < last && (isAlphanumeric(text[i]) || ".-:".indexOf(text[i]) >= 0)) {
            i++;
        }
        while (i < last && text[i] == '/') {
            int end = i + 1;
            while (end < last && (isAlphanumeric(text[end]) || "._:~-".indexOf(text[end]) >= 0)) {
                end++;
            }
            if (!isPlainSegment(text, i + 1, end)) {
                return false;
            }
            i = end;
        }
        return i == to || (i < last && ENDS.indexOf(text[i]) >= 0);
    }

    /** Some of what {@link UrlRules} show: words, numbers, slugs; and nothing that hides the segment behind it. */
    private static boolean isPlainSegment(byte[] text, int from, int to) {
        if (from == to) {
            return true;
        }
        boolean digits = false;
        boolean capitals = false;
        int run = 0;
        int longest = 0;
        int dividers = 0;
        for (int i = from; i < to; i++) {
            run = isAlphanumeric(text[i]) ? run + 1 : 0;
            longest = Math.max(longest, run);
            dividers += run == 0 ? 1 : 0;
            digits |= text[i] <= '9' && text[i] >= '0';
            capitals |= text[i] <= 'Z' && text[i] >= 'A';
        }
        boolean word = !digits && to - from <= MAX_WORD && isAlphanumeric(text[from]);
        boolean slug = !capitals && longest <= MAX_RUN && dividers <= MAX_DIVIDERS && isAlphanumeric(text[from]);
        return (word || slug) && !SecretWords.mayBeIn(text, from, to) && !hides(text, from, to);
    }

    private static boolean hides(byte[] text, int from, int to) {
        int length = to - from;
        return (length == 7 && text[from] == 'p') || (length == 8 && text[from] == 'v');
    }

    private static boolean isAlphanumeric(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
    }
}

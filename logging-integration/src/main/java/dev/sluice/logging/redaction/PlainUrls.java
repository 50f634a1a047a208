package dev.sluice.logging.redaction;

/** Recognises URLs without user info, query, fragment and odd segments, of which {@link UrlRules} show everything. */
final class PlainUrls {
    /** As long as the longest that the rules take for one; what is longer they have to look at. */
    private static final int MAX_LENGTH = 4_000;

    private static final int MAX_RUN = 15;
    private static final int MAX_WORD = 64;
    private static final int MAX_DIVIDERS = 40;
    private static final byte AUTHORITY = 1;
    private static final byte SEGMENT = 2;
    private static final byte DIVIDER = 4;
    private static final byte DIGIT = 8;
    private static final byte CAPITAL = 16;
    private static final byte[] KINDS = new byte[256];
    private static final String ENDS = " \t\n\"'<>\\`|^";

    static {
        for (char c = '0'; c <= '9'; c++) {
            KINDS[c] = AUTHORITY | SEGMENT | DIGIT;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            KINDS[c] = AUTHORITY | SEGMENT;
            KINDS[Character.toUpperCase(c)] = AUTHORITY | SEGMENT | CAPITAL;
        }
        for (char c : ".-:".toCharArray()) {
            KINDS[c] = AUTHORITY | SEGMENT | DIVIDER;
        }
        for (char c : "_~".toCharArray()) {
            KINDS[c] = SEGMENT | DIVIDER;
        }
    }

    private PlainUrls() {}

    /** Whether what follows {@code ://} is plain, up to the end of the URL or the text. */
    static boolean isPlain(byte[] text, int from, int to) {
        int last = Math.min(to, from + MAX_LENGTH);
        int i = from;
        while (i < last && (kindOf(text[i]) & AUTHORITY) != 0) {
            i++;
        }
        while (i < last && text[i] == '/') {
            int end = segmentEnd(text, i + 1, last);
            if (end < 0) {
                return false;
            }
            i = end;
        }
        return i == to || (i < last && ENDS.indexOf(text[i]) >= 0);
    }

    /** Behind a segment of those that {@link UrlRules} show: words, numbers, slugs, and nothing that hides the segment behind it; else -1. */
    private static int segmentEnd(byte[] text, int from, int to) {
        int seen = 0;
        int run = 0;
        int longest = 0;
        int dividers = 0;
        int i = from;
        while (i < to) {
            byte kind = kindOf(text[i]);
            if ((kind & SEGMENT) == 0) {
                break;
            }
            seen |= kind;
            run = (kind & DIVIDER) == 0 ? run + 1 : 0;
            longest = Math.max(longest, run);
            dividers += run == 0 ? 1 : 0;
            i++;
        }
        if (i == from) {
            return i;
        }
        boolean begins = (kindOf(text[from]) & DIVIDER) == 0;
        boolean word = begins && (seen & DIGIT) == 0 && i - from <= MAX_WORD;
        boolean slug = begins && (seen & CAPITAL) == 0 && longest <= MAX_RUN && dividers <= MAX_DIVIDERS;
        return (word || slug) && !hides(text, from, i) && !SecretWords.mayBeIn(text, from, i) ? i : -1;
    }

    private static boolean hides(byte[] text, int from, int to) {
        int length = to - from;
        return (length == 7 && text[from] == 'p') || (length == 8 && text[from] == 'v');
    }

    private static byte kindOf(byte b) {
        return KINDS[b & 0xff];
    }
}

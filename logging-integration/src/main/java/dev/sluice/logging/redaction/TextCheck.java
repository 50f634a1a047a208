package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;

/**
 * Tells cheaply that the rules for free text ({@link TextRules}) would change nothing. It looks at the few bytes at which one of them could
 * begin to match, and errs on one side only: what it lets pass, the rules let pass.
 */
final class TextCheck {
    private static final byte PLAIN = 0;
    private static final byte QUOTE = 1;
    private static final byte BACKSLASH = 2;
    private static final byte CONTROL = 3;
    private static final byte UNICODE = 4;
    private static final byte SEPARATOR = 5;
    private static final byte DASH = 6;
    private static final byte SCHEME = 7;
    private static final byte CLOUD_KEY = 8;
    private static final byte TOKEN = 9;
    private static final byte BRACKET = 10;

    private static final int MAX_PHRASE = NamedValues.MAX_NAME;
    private static final byte[] CLASSES = new byte[256];
    private static final boolean[] ENDS_PHRASE = new boolean[256];

    /** Where two letters may end one of the prefixes below, by five bits of each. */
    private static final boolean[] ENDS_PREFIX = new boolean[1 << 10];

    private static final String[] KEY_PREFIXES = {
        "sk", "rk", "dtn", "ghp", "gho", "ghs", "glpat", "xoxa", "xoxb", "xoxp", "xoxr", "xoxs", "github_pat"
    };

    static {
        for (int c = 0; c < 0x20; c++) {
            CLASSES[c] = c == '\n' || c == '\t' ? PLAIN : CONTROL;
        }
        CLASSES[0x7f] = CONTROL;
        CLASSES['"'] = QUOTE;
        CLASSES['\\'] = BACKSLASH;
        CLASSES[0xc2] = UNICODE;
        CLASSES[0xd8] = UNICODE;
        CLASSES[0xe2] = UNICODE;
        CLASSES[':'] = SEPARATOR;
        CLASSES['='] = SEPARATOR;
        CLASSES['-'] = DASH;
        CLASSES['_'] = DASH;
        CLASSES['b'] = SCHEME;
        CLASSES['B'] = SCHEME;
        CLASSES['I'] = CLOUD_KEY;
        CLASSES['J'] = TOKEN;
        CLASSES['{'] = BRACKET;
        CLASSES['['] = BRACKET;
        for (char c : NamedValues.ENDS_OF_PHRASES.toCharArray()) {
            ENDS_PHRASE[c] = true;
        }
        for (String prefix : KEY_PREFIXES) {
            ENDS_PREFIX[pair((byte) prefix.charAt(prefix.length() - 2), (byte) prefix.charAt(prefix.length() - 1))] =
                    true;
        }
    }

    private TextCheck() {}

    /** The first byte that is a sign of anything, a quote or a backslash among it; {@code to} if there is none. */
    private static int plainEnd(byte[] text, int from, int to) {
        int i = from;
        while (i + 4 <= to
                && (CLASSES[text[i] & 0xff]
                                | CLASSES[text[i + 1] & 0xff]
                                | CLASSES[text[i + 2] & 0xff]
                                | CLASSES[text[i + 3] & 0xff])
                        == PLAIN) {
            i += 4;
        }
        while (i < to && CLASSES[text[i] & 0xff] == PLAIN) {
            i++;
        }
        return i;
    }

    /**
     * The first byte of a JSON string's inside at which reading it as it stands has to stop: a quote, a backslash, or what the rules have to
     * look at; {@code last} if there is none. Signs are judged by what follows them up to {@code to}.
     */
    static int harmlessEnd(byte[] text, int from, int last, int to) {
        int i = plainEnd(text, from, last);
        while (i < last) {
            byte sign = CLASSES[text[i] & 0xff];
            if (sign <= BACKSLASH || suspects(sign, text, from, i, to)) {
                break;
            }
            i = plainEnd(text, i + 1, last);
        }
        return i;
    }

    /** Whether the rules have to look at a text. */
    static boolean suspects(byte[] text, int from, int to) {
        for (int i = plainEnd(text, from, to); i < to; i = plainEnd(text, i + 1, to)) {
            byte sign = CLASSES[text[i] & 0xff];
            if (sign > BACKSLASH && suspects(sign, text, from, i, to)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the rules have to look at a text in which the byte at {@code at} is a sign of something. */
    private static boolean suspects(byte sign, byte[] text, int from, int at, int to) {
        return switch (sign) {
            case CONTROL -> true;
            case UNICODE -> isInvisible(text, at, to);
            case SEPARATOR -> separates(text, from, at, to);
            case DASH -> isKey(text, from, at, to);
            case SCHEME -> isScheme(text, at, to);
            case CLOUD_KEY ->
                at - from >= 1
                        && (text[at - 1] == 'A' || (at - from >= 2 && text[at - 2] == 'A'))
                        && (startsWith(text, at, to, "Iza") || startsWith(text, at, to, "IA"));
            case BRACKET -> opensJson(text, at, to);
            case TOKEN -> at - from >= 2 && text[at - 1] == 'y' && text[at - 2] == 'e';
            default -> false;
        };
    }

    /** C1 controls (U+0080 to U+009F), U+061C, and what U+2000 to U+206F has of marks, separators and directions. */
    private static boolean isInvisible(byte[] text, int at, int to) {
        if (at + 1 >= to) {
            return true;
        }
        int next = text[at + 1] & 0xff;
        return switch (text[at] & 0xff) {
            case 0xc2 -> next < 0xa0;
            case 0xd8 -> next == 0x9c;
            default -> next == 0x81 || (next == 0x80 && (at + 2 >= to || isMark(text[at + 2] & 0xff)));
        };
    }

    private static boolean isMark(int third) {
        return third == 0x8e || third == 0x8f || (third >= 0xa8 && third <= 0xae);
    }

    private static boolean separates(byte[] text, int from, int at, int to) {
        if (startsWith(text, at, to, "://") && !PlainUrls.isPlain(text, at + 3, to)) {
            return true;
        }
        int start = at;
        int least = Math.max(from, at - MAX_PHRASE);
        while (start > least && !ENDS_PHRASE[text[start - 1] & 0xff]) {
            start--;
        }
        return hasCode(text, start, at)
                || (SecretWords.mayBeIn(text, start, at)
                        && NamedValues.isSecret(new String(text, start, at - start, StandardCharsets.UTF_8)));
    }

    private static boolean opensJson(byte[] text, int at, int to) {
        int next = at + 1;
        while (next < to && text[next] <= ' ' && text[next] >= 0) {
            next++;
        }
        return next < to && (text[next] == '"' || (text[at] == '[' && (text[next] == '[' || text[next] == '{')));
    }

    /** A name may be written in percent or backslash code. */
    private static boolean hasCode(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] < 0 || text[i] == '%' || text[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static boolean isKey(byte[] text, int from, int at, int to) {
        if (text[at] == '-' && startsWith(text, at, to, "-----BEGIN")) {
            return true;
        }
        if (at - from < 2 || to - at < 9 || !ENDS_PREFIX[pair(text[at - 2], text[at - 1])]) {
            return false;
        }
        if (!isTokenPart(text[at + 8]) || !isTokenPart(text[at + 1])) {
            return false;
        }
        for (String prefix : KEY_PREFIXES) {
            if (endsWith(text, from, at, prefix)) {
                return true;
            }
        }
        return false;
    }

    private static int pair(byte first, byte second) {
        return (first & 31) << 5 | (second & 31);
    }

    private static boolean isTokenPart(byte b) {
        return b == '-' || b == '_' || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
    }

    /** Whether a word ends before {@code at} that is this one. */
    private static boolean endsWith(byte[] text, int from, int at, String word) {
        int start = at - word.length();
        if (start < from || text[at - 1] != word.charAt(word.length() - 1)) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[start + i] != word.charAt(i)) {
                return false;
            }
        }
        boolean inside = start > from && text[start - 1] != '-' && isTokenPart(text[start - 1]);
        return !inside;
    }

    private static boolean isScheme(byte[] text, int at, int to) {
        if (at + 6 >= to) {
            return false;
        }
        int next = text[at + 1] | 0x20;
        return (next == 'e' && isWord(text, at, to, "bearer")) || (next == 'a' && isWord(text, at, to, "basic"));
    }

    private static boolean isWord(byte[] text, int at, int to, String word) {
        int end = at + word.length();
        if (end >= to || text[end] > ' ' || text[end] < 0) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] text, int at, int to, String start) {
        if (to - at < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (text[at + i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

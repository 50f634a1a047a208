package dev.sluice.logging;

import dev.sluice.foundation.Secret;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Redacts JSON by names, in one pass without building a tree, so that a text that was cut anywhere is redacted as far as it goes. Values of
 * secret names go whole, whatever they are; so do the values of name/value pairs, in objects and arrays; JSON in strings is entered; order
 * books shrink to their size. What is shown is otherwise the input's own text.
 */
final class JsonRules {
    /** How often JSON in a string in JSON is entered; beyond that such strings are hidden. */
    private static final int MAX_LEVEL = 3;

    private static final int MAX_DEPTH = 256;
    private static final int SLACK = 8_192;
    private static final Set<String> LITERALS = Set.of("true", "false", "null");
    private static final Set<String> BOOK_SIDES = Set.of("bids", "asks");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,400}(?:\\.\\d{1,400})?(?:[eE][+-]?\\d{1,9})?");
    private static final Pattern LOOKS_LIKE_JSON = Pattern.compile("\\s*+[\\[{]");
    private static final Pattern IS_MEANT_AS_JSON =
            Pattern.compile("\\s*+(?:\\{\\s*+\"|\\[\\s*+[\\[{\"]|\"\\s*+[\\[{\\\\])");

    private final String in;
    private final int level;
    private final int limit;
    private final StringBuilder out = new StringBuilder();
    private final Deque<JsonFrame> frames = new ArrayDeque<>();
    private int at;
    private boolean cut;

    private JsonRules(String in, int level, int limit) {
        this.in = in;
        this.level = level;
        this.limit = limit;
    }

    /** A redacted text, and whether its end is missing. */
    record Result(String text, boolean cut) {}

    /**
     * Redacts JSON, JSON lines, or the beginning of either.
     *
     * @param limit how many characters are wanted; what lies behind need not be looked at
     * @return null if it is no such thing, or nested too deep
     */
    static @Nullable Result redact(String json, int limit) {
        return redact(json, 0, limit);
    }

    private static @Nullable Result redact(String json, int level, int limit) {
        try {
            JsonRules rules = new JsonRules(json, level, limit);
            rules.run();
            return new Result(rules.out.toString(), rules.cut);
        } catch (MalformedJsonException none) {
            return null;
        }
    }

    private void run() {
        while (true) {
            copyWhitespace();
            if (at >= in.length() || out.length() > limit + SLACK || cut) {
                break;
            }
            JsonFrame frame = frames.peek();
            if (frame == null) {
                value(NameRules.Verdict.PLAIN);
            } else {
                step(frame);
            }
        }
        cut |= !frames.isEmpty() || at < in.length();
        while (!frames.isEmpty()) {
            frames.pop().abandon(out);
        }
    }

    private void step(JsonFrame frame) {
        char c = in.charAt(at);
        switch (frame.expects(c)) {
            case KEY -> key(frame);
            case PUNCTUATION -> copy(c);
            case CLOSE -> {
                frame.close(out);
                frames.pop();
                copy(c);
                ended(null);
            }
            case VALUE -> {
                if (BOOK_SIDES.contains(frame.name().toLowerCase(Locale.ROOT)) && c == '[') {
                    book();
                } else {
                    value(frame.verdict(out.length()));
                }
            }
        }
    }

    private void key(JsonFrame frame) {
        int end = JsonStrings.end(in, at + 1);
        if (end == in.length()) {
            at = end;
            cut = true;
            return;
        }
        String name = JsonStrings.unescape(in.substring(at + 1, end));
        string(in.substring(at + 1, end), name, TextRules.redactLine(name));
        at = end + 1;
        frame.key(name);
    }

    private void value(NameRules.Verdict verdict) {
        char c = in.charAt(at);
        boolean scalar = c != '"' && c != '{' && c != '[';
        if (scalar) {
            scalar(verdict);
        } else if (verdict != NameRules.Verdict.PLAIN) {
            JsonSkip skip = JsonSkip.over(in, at);
            boolean name = c == '"' && !skip.cut();
            String hidden = name ? JsonStrings.unescape(in.substring(at + 1, skip.end() - 1)) : null;
            at = skip.end();
            mask(skip.cut(), hidden);
        } else if (c == '"') {
            string();
        } else {
            if (frames.size() >= MAX_DEPTH) {
                throw new MalformedJsonException();
            }
            frames.push(new JsonFrame(c == '{'));
            copy(c);
        }
    }

    private void scalar(NameRules.Verdict verdict) {
        int end = JsonSkip.scalarEnd(in, at);
        String word = in.substring(at, end);
        boolean atEnd = end == in.length();
        boolean literal = LITERALS.contains(word);
        boolean number = NUMBER.matcher(word).matches();
        if (!literal && !number && !atEnd) {
            throw new MalformedJsonException();
        }
        at = end;
        if (literal || (number && verdict != NameRules.Verdict.SECRET)) {
            out.append(word);
            ended(null);
        } else if (atEnd && !number && verdict == NameRules.Verdict.PLAIN) {
            cut = true;
        } else {
            mask(false, null);
        }
    }

    /** Hides a value; it may yet be the name of a pair. */
    private void mask(boolean wasCut, @Nullable String hidden) {
        out.append('"').append(Secret.REDACTED).append('"');
        cut |= wasCut;
        ended(hidden);
    }

    private void string() {
        int end = JsonStrings.end(in, at + 1);
        boolean whole = end < in.length();
        int wanted = Math.min(end, at + 1 + limit + SLACK);
        String raw = in.substring(at + 1, wanted);
        if (wanted < end || !whole) {
            cut = true;
            String text = JsonStrings.unescape(wanted < end ? withoutHalfEscape(raw) : raw);
            string(raw, text, RegisteredSecrets.redactCut(shown(text)));
            if (!whole) {
                out.setLength(out.length() - 1);
            }
        } else {
            String text = JsonStrings.unescape(raw);
            string(raw, text, shown(text));
            ended(text);
        }
        at = Math.min(in.length(), end + 1);
    }

    /** The input's own text if nothing was hidden in it. */
    private void string(String raw, String text, String shown) {
        out.append('"');
        if (shown.equals(text) && !cut) {
            out.append(raw);
        } else {
            JsonStrings.escape(shown, out);
        }
        out.append('"');
    }

    private String shown(String text) {
        if (LOOKS_LIKE_JSON.matcher(text).lookingAt()
                || IS_MEANT_AS_JSON.matcher(text).lookingAt()) {
            Result nested = level < MAX_LEVEL ? redact(text, level + 1, limit) : null;
            if (nested != null) {
                return nested.text();
            }
            if (IS_MEANT_AS_JSON.matcher(text).lookingAt()) {
                return KeyedHash.describe("json", text);
            }
        }
        return TextRules.redact(text);
    }

    private void book() {
        JsonSkip skip = JsonSkip.over(in, at);
        at = skip.end();
        cut |= skip.cut();
        out.append("{\"count\":").append(skip.elements()).append(skip.cut() ? ",\"cut\":true}" : "}");
        ended(null);
    }

    /** A value is complete; a string may be the name of a pair. */
    private void ended(@Nullable String text) {
        JsonFrame frame = frames.peek();
        if (frame != null) {
            frame.ended(text, out);
        }
    }

    private static String withoutHalfEscape(String raw) {
        int slash = raw.lastIndexOf('\\');
        return slash >= raw.length() - 6 && slash >= 0 ? raw.substring(0, runStart(raw, slash)) : raw;
    }

    private static int runStart(String raw, int slash) {
        int start = slash;
        while (start > 0 && raw.charAt(start - 1) == '\\') {
            start--;
        }
        return start;
    }

    private void copyWhitespace() {
        while (at < in.length() && (Character.isWhitespace(in.charAt(at)) || in.charAt(at) == '\ufeff')) {
            copy(in.charAt(at));
        }
    }

    private void copy(char c) {
        out.append(c);
        at++;
    }
}

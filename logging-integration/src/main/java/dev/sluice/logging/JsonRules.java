package dev.sluice.logging;

import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Redacts JSON by names, in one pass over its bytes without building a tree, so that a text that was cut anywhere is redacted as far as it
 * goes. Values of secret names go whole, whatever they are; so do the values of name/value pairs, in objects and arrays; JSON in strings is
 * entered; order books shrink to their size. What is shown is otherwise the input's own text.
 *
 * <p>Nothing is copied and nothing made anew where nothing is hidden: what has been read and not yet written is the input from
 * {@code copied} to {@code at}. An instance is kept for the next text ({@link JsonPool}).
 */
final class JsonRules {
    static final byte[] QUOTED_MASK = ('"' + Secret.REDACTED + '"').getBytes(StandardCharsets.UTF_8);

    /** How often JSON in a string in JSON is entered; beyond that such strings are hidden. */
    private static final int MAX_LEVEL = 3;

    private static final int MAX_WANTED = 1 << 20;
    private static final int SLACK = 2_048;
    private static final byte[] NOTHING = {};
    private static final MemberNames NAMES = new MemberNames();

    private final int level;
    private final Bytes out = new Bytes();
    private final Bytes decoded = new Bytes();
    private final JsonFrames frames = new JsonFrames();
    private final JsonSkip skip = new JsonSkip();
    private @Nullable JsonRules nested;
    private byte[] in = NOTHING;
    private int start;
    private int to;
    private int limit;
    private int at;
    private int copied;
    private boolean cut;
    private long work;

    private JsonRules(int level) {
        this.level = level;
    }

    JsonRules() {
        this(0);
    }

    /**
     * Redacts JSON, JSON lines, or the beginning of either.
     *
     * @param wanted how many bytes are wanted; what lies behind need not be looked at
     * @return false if it is no such thing, or nested too deep
     */
    boolean redact(byte[] json, int from, int end, int wanted) {
        in = json;
        start = from;
        to = end;
        limit = Math.min(wanted, MAX_WANTED) + SLACK;
        at = from;
        copied = from;
        cut = false;
        work = 0;
        out.clear();
        frames.clear();
        try {
            run();
            return true;
        } catch (MalformedJsonException none) {
            return false;
        }
    }

    /** Whether the end is missing. */
    boolean cut() {
        return cut;
    }

    /** Whether the output is not the input's own text. */
    boolean changed() {
        return copied != start;
    }

    /** What was made of the input. */
    Bytes out() {
        flush(at);
        return out;
    }

    /** The same as text, at most so many characters of it, and without registered secrets. */
    String text(int maxChars, boolean cutBefore) {
        boolean own = !changed();
        byte[] bytes = own ? in : out().array();
        int from = own ? start : 0;
        int end = own ? at : out.length();
        boolean missing = cut || cutBefore;
        if (RegisteredSecrets.occur(bytes, from, end) || (missing && RegisteredSecrets.endInside(bytes, from, end))) {
            Bytes json = out();
            String shown = missing
                    ? RegisteredSecrets.redactCut(json.text(0, json.length()))
                    : RegisteredSecrets.redactJson(json);
            return Cut.to(shown, maxChars, missing);
        }
        return Cut.utf8(bytes, from, end, maxChars, missing);
    }

    /** Forgets the input. */
    void release() {
        in = NOTHING;
        if (nested != null) {
            nested.release();
        }
    }

    /** How many bytes were looked at, nested texts and second looks included. */
    long work() {
        return work;
    }

    private void run() {
        while (true) {
            whitespace();
            if (at >= to || position() > limit || cut) {
                break;
            }
            if (frames.isEmpty()) {
                value(NameRules.Verdict.PLAIN);
            } else {
                step(in[at]);
            }
        }
        work += at - copied;
        cut |= !frames.isEmpty() || at < to;
        while (!frames.isEmpty()) {
            if (frames.hidesIfAbandoned()) {
                flush(at);
                frames.hideRegions(out);
            }
            frames.pop();
        }
    }

    private void step(byte c) {
        boolean object = frames.inObject();
        byte state = frames.state();
        if (state == JsonFrames.COMMA && c == ',') {
            frames.state(object ? JsonFrames.KEY : JsonFrames.VALUE);
            at++;
        } else if (object && c == '"' && (state == JsonFrames.KEY || state == JsonFrames.FIRST)) {
            member();
        } else if (object && c == ':' && state == JsonFrames.COLON) {
            frames.state(JsonFrames.VALUE);
            at++;
        } else if (c == (object ? '}' : ']') && (state == JsonFrames.COMMA || state == JsonFrames.FIRST)) {
            close();
        } else if (state == JsonFrames.VALUE || (!object && state == JsonFrames.FIRST)) {
            element(c);
        } else {
            throw new MalformedJsonException();
        }
    }

    private void element(byte c) {
        if (c == '[' && frames.name().isBookSide() && Rule.ORDER_BOOKS.applies()) {
            book();
        } else {
            value(frames.verdict(position()));
        }
    }

    private void close() {
        at++;
        if (frames.hidesWhenClosed()) {
            flush(at);
            frames.hideRegions(out);
        }
        frames.pop();
        ended(null, 0, 0);
    }

    private void member() {
        int start = at + 1;
        int i = start;
        while (i < to && in[i] != '"' && in[i] != '\\') {
            i++;
        }
        int end = i < to && in[i] == '\\' ? JsonStrings.end(in, i, to) : i;
        if (end == to) {
            flush(at);
            at = to;
            copied = to;
            cut = true;
            return;
        }
        MemberName name;
        if (i == end) {
            name = NAMES.of(in, start, end);
        } else {
            decoded.clear();
            JsonStrings.unescape(in, start, end, decoded);
            name = NAMES.of(decoded.array(), 0, decoded.length());
        }
        at = end + 1;
        if (name.shown() != null) {
            replace(start - 1, name.shown());
        }
        frames.name(name);
        if (at < to && in[at] == ':') {
            at++;
            frames.state(JsonFrames.VALUE);
        }
    }

    private void value(NameRules.Verdict verdict) {
        byte c = in[at];
        if (c == '"') {
            if (verdict == NameRules.Verdict.PLAIN) {
                string();
            } else {
                secret();
            }
        } else if (c != '{' && c != '[') {
            scalar(verdict);
        } else if (verdict != NameRules.Verdict.PLAIN) {
            secret();
        } else {
            frames.push(c == '{');
            at++;
        }
    }

    private void scalar(NameRules.Verdict verdict) {
        int start = at;
        int end = JsonSkip.scalarEnd(in, start, to);
        boolean literal = Scalars.isLiteral(in, start, end);
        boolean number = !literal && Scalars.isNumber(in, start, end);
        if (!literal && !number && end < to) {
            throw new MalformedJsonException();
        }
        at = end;
        if (literal || (number && verdict != NameRules.Verdict.SECRET)) {
            ended(null, 0, 0);
        } else if (!number && verdict == NameRules.Verdict.PLAIN) {
            flush(start);
            copied = end;
            cut = true;
        } else {
            mask(start);
            ended(null, 0, 0);
        }
    }

    /** Hides a value of more than a word; a string may yet be the name of a pair. */
    private void secret() {
        int start = at;
        skip.over(in, start, to);
        at = skip.end();
        boolean name = in[start] == '"' && !skip.cut();
        mask(start);
        cut |= skip.cut();
        if (name) {
            decoded.clear();
            JsonStrings.unescape(in, start + 1, at - 1, decoded);
            ended(decoded.array(), 0, decoded.length());
        } else {
            ended(null, 0, 0);
        }
    }

    private void string() {
        int start = at + 1;
        int last = (int) Math.min(to, (long) start + limit);
        int i = start;
        while (i < last) {
            byte sign = TextCheck.classOf(in[i]);
            if (sign != TextCheck.PLAIN
                    && (sign <= TextCheck.BACKSLASH || TextCheck.suspects(sign, in, start, i, to))) {
                break;
            }
            i++;
        }
        if (i < last && in[i] == '"' && !NestedJson.begins(in, start, i)) {
            at = i + 1;
            ended(in, start, i);
        } else {
            closely(start);
        }
    }

    /** A string with escapes in it, or cut, or perhaps with something to hide. */
    private void closely(int start) {
        int end = JsonStrings.end(in, start, to);
        if (end == to || end - start > limit) {
            cutString(start, end);
            return;
        }
        work += end - start;
        decoded.clear();
        boolean half = JsonStrings.unescape(in, start, end, decoded);
        at = end + 1;
        int length = decoded.length();
        if (NestedJson.begins(decoded.array(), 0, length)) {
            nested(start, half);
        } else if (half
                || TextCheck.suspects(decoded.array(), 0, length)
                || RegisteredSecrets.occur(decoded.array(), 0, length)) {
            String text = decoded.text(0, length);
            String shown = TextRules.redactText(text);
            if (half || !shown.equals(text)) {
                replace(start - 1, shown);
            }
        }
        ended(decoded.array(), 0, length);
    }

    /** The text of {@code decoded} looks like JSON. */
    private void nested(int start, boolean half) {
        JsonRules inner = inner();
        boolean understood = level < MAX_LEVEL
                && Rule.NESTED_JSON.applies()
                && inner.redact(decoded.array(), 0, decoded.length(), limit);
        work += inner.work;
        if (!understood) {
            String text = decoded.text(0, decoded.length());
            String shown = NestedJson.shown(text);
            if (half || !shown.equals(text)) {
                replace(start - 1, shown);
            }
        } else if (half || inner.changed() || RegisteredSecrets.occur(decoded.array(), 0, decoded.length())) {
            replace(start - 1, RegisteredSecrets.redactJson(inner.out()));
        }
    }

    private JsonRules inner() {
        if (nested == null) {
            nested = new JsonRules(level + 1);
        }
        return nested;
    }

    /** The text ends in this string, or more of it is not wanted. */
    private void cutString(int start, int end) {
        int wanted = (int) Math.min(end, (long) start + limit);
        int whole = wanted < end ? JsonStrings.beforeEscape(in, start, wanted) : wanted;
        decoded.clear();
        JsonStrings.unescape(in, start, whole, decoded);
        String text = decoded.text(0, decoded.length());
        String shown = RegisteredSecrets.redactCut(NestedJson.begins(text) ? nestedCut() : TextRules.redactText(text));
        at = Math.min(to, end + 1);
        replace(start - 1, shown);
        if (end == to) {
            out.pop();
        }
        cut = true;
    }

    private String nestedCut() {
        JsonRules inner = inner();
        if (level < MAX_LEVEL && inner.redact(decoded.array(), 0, decoded.length(), limit)) {
            return inner.out().text(0, inner.out().length());
        }
        return NestedJson.shown(decoded.text(0, decoded.length()));
    }

    private void book() {
        int start = at;
        skip.over(in, start, to);
        flush(start);
        at = skip.end();
        copied = at;
        cut |= skip.cut();
        out.append("{\"count\":" + skip.elements() + (skip.cut() ? ",\"cut\":true}" : "}"));
        ended(null, 0, 0);
    }

    /** A value is complete; a string may be the name of a pair. */
    private void ended(byte @Nullable [] text, int from, int end) {
        if (!frames.isEmpty()) {
            frames.ended(text, from, end, position());
        }
    }

    /** Writes a mask for what was read since {@code start}. */
    private void mask(int start) {
        flush(start);
        out.append(QUOTED_MASK, 0, QUOTED_MASK.length);
        copied = at;
    }

    /** Writes a string of its own for what was read since {@code start}. */
    private void replace(int start, String text) {
        flush(start);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.append((byte) '"');
        JsonStrings.escape(bytes, 0, bytes.length, out);
        out.append((byte) '"');
        copied = at;
    }

    private void flush(int end) {
        if (end > copied) {
            work += end - copied;
            out.append(in, copied, end);
            copied = end;
        }
    }

    /** Where the next byte would stand in the output. */
    private int position() {
        return out.length() + at - copied;
    }

    private void whitespace() {
        while (at < to && (isWhitespace(in[at]) || isByteOrderMark())) {
            at += in[at] < 0 ? 3 : 1;
        }
    }

    private boolean isByteOrderMark() {
        return in[at] == (byte) 0xef && at + 2 < to && in[at + 1] == (byte) 0xbb && in[at + 2] == (byte) 0xbf;
    }

    static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}

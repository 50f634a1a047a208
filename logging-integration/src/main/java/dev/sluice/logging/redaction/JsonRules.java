package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Redacts JSON by names, in one pass over its bytes without building a tree, so that a text that was cut anywhere is redacted as far as it
 * goes. Values of secret names go whole, whatever they are; so do the values of name/value pairs, in objects and arrays; JSON in strings is
 * entered; order books shrink to their size. What is shown is otherwise the input's own text.
 *
 * <p>Nothing is copied and nothing made anew where nothing is hidden. An instance is kept for the next text ({@link JsonPool}).
 */
final class JsonRules {
    static final byte[] QUOTED_MASK = ('"' + Secret.REDACTED + '"').getBytes(StandardCharsets.UTF_8);

    /** What is known of names, by the whole process. */
    static final MemberNames NAMES = new MemberNames();

    /** How often JSON in a string in JSON is entered; beyond that such strings are hidden. */
    private static final int MAX_LEVEL = 3;

    private static final int MAX_WANTED = 1 << 20;
    private static final int SLACK = 2_048;
    private static final byte[] NOTHING = {};

    private final int level;
    private final LazyCopy copy = new LazyCopy();
    private final Bytes decoded = new Bytes();
    private final Bytes masked = new Bytes();
    private final JsonFrames frames = new JsonFrames();
    private final JsonSkip skip = new JsonSkip();
    private @Nullable JsonRules nested;
    private byte[] in = NOTHING;
    private int start;
    private int to;
    private int limit;
    private int at;
    private int memberAt;
    private boolean cut;
    private boolean one;
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
        one = false;
        return redacted(json, from, end, wanted);
    }

    /** The same for one value and no more. Returns where it ends, -1 if there is none. */
    int redactOne(byte[] json, int from, int end) {
        one = true;
        return redacted(json, from, end, end - from) ? at : -1;
    }

    private boolean redacted(byte[] json, int from, int end, int wanted) {
        in = json;
        start = from;
        to = end;
        limit = Math.min(wanted, MAX_WANTED) + SLACK;
        at = from;
        cut = false;
        memberAt = -1;
        work = 0;
        copy.begin(json, from);
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

    /** What was made of the input. */
    Bytes out() {
        return copy.upTo(at);
    }

    /** The same as text, at most so many characters of it, and without registered secrets. */
    String text(int maxChars, boolean cutBefore) {
        boolean missing = cut || cutBefore;
        return copy.changed()
                ? RegisteredSecrets.shown(out().array(), 0, out().length(), maxChars, missing)
                : RegisteredSecrets.shown(in, start, at, maxChars, missing);
    }

    /** After a refusal: what came before the text ceased to be JSON, and the rest as any text, with the name of the value it begins in. */
    String beginning() {
        boolean inValue = !frames.isEmpty() && frames.inObject() && frames.state() == JsonFrames.VALUE;
        int rest = inValue ? memberAt : at;
        boolean hidden = rest < copy.copied() || (!frames.isEmpty() && frames.hidesNext());
        rest = Math.max(rest, copy.copied());
        at = rest;
        abandon();
        Bytes out = copy.upTo(rest);
        String tail = new String(in, rest, to - rest, StandardCharsets.UTF_8);
        return RegisteredSecrets.redact(out.text(0, out.length()))
                + (hidden ? KeyedHash.describe("json", tail) : TextRules.redactText(tail));
    }

    /** Forgets the input. */
    void release() {
        in = NOTHING;
        copy.release();
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
            at = Scalars.blanksEnd(in, at, to);
            if (at >= to || copy.position(at) > limit || cut) {
                break;
            }
            if (frames.isEmpty()) {
                if (one && at > start) {
                    break;
                }
                value(NameRules.Verdict.PLAIN);
            } else {
                step(in[at]);
            }
        }
        work += at - start;
        cut |= !frames.isEmpty() || (at < to && !one);
        abandon();
    }

    private void abandon() {
        while (!frames.isEmpty()) {
            if (frames.hidesIfAbandoned()) {
                frames.hideRegions(copy.upTo(at));
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
            value(frames.verdict(copy.position(at)));
        }
    }

    private void close() {
        at++;
        if (frames.hidesWhenClosed()) {
            frames.hideRegions(copy.upTo(at));
        }
        frames.pop();
        ended(null, 0, 0);
    }

    private void member() {
        int start = at + 1;
        memberAt = at;
        int i = start;
        while (i < to && in[i] != '"' && in[i] != '\\') {
            i++;
        }
        int end = i < to && in[i] == '\\' ? JsonStrings.end(in, i, to) : i;
        if (end == to) {
            copy.replace(at, to, NOTHING);
            at = to;
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
            copy.replaceByString(start - 1, at, name.shown());
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
            copy.replace(start, end, NOTHING);
            cut = true;
        } else {
            copy.replace(start, at, QUOTED_MASK);
            ended(null, 0, 0);
        }
    }

    /** Hides a value of more than a word; a string may yet be the name of a pair. */
    private void secret() {
        int start = at;
        skip.over(in, start, to);
        at = skip.end();
        boolean name = in[start] == '"' && !skip.cut();
        copy.replace(start, at, QUOTED_MASK);
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
        int i = TextCheck.harmlessEnd(in, start, last, to);
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
        } else if (half || !TextRules.isPlain(decoded)) {
            suspicious(start, half);
        }
        ended(decoded.array(), 0, length);
    }

    /** The text of {@code decoded} has something in it that the rules for free text have to look at. */
    private void suspicious(int start, boolean half) {
        masked.clear();
        if (!half && RegisteredSecrets.mask(decoded, masked) && TextRules.isPlain(masked)) {
            copy.replaceByString(start - 1, at, masked);
            return;
        }
        show(start, half, TextRules::redactText);
    }

    private void show(int start, boolean half, UnaryOperator<String> rules) {
        String text = decoded.text(0, decoded.length());
        String shown = rules.apply(text);
        if (half || !shown.equals(text)) {
            copy.replaceByString(start - 1, at, shown);
        }
    }

    /** The text of {@code decoded} looks like JSON. */
    private void nested(int start, boolean half) {
        JsonRules inner = inner();
        boolean understood = level < MAX_LEVEL
                && Rule.NESTED_JSON.applies()
                && inner.redact(decoded.array(), 0, decoded.length(), limit);
        work += inner.work;
        if (!understood) {
            show(start, half, NestedJson::shown);
        } else if (half || inner.copy.changed() || RegisteredSecrets.occur(decoded.array(), 0, decoded.length())) {
            copy.replaceByString(start - 1, at, RegisteredSecrets.redactJson(inner.out()));
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
        copy.replaceByString(start - 1, at, shown);
        if (end == to) {
            copy.upTo(at).pop();
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
        at = skip.end();
        cut |= skip.cut();
        String count = "{\"count\":" + skip.elements() + (skip.cut() ? ",\"cut\":true}" : "}");
        copy.replace(start, at, count.getBytes(StandardCharsets.UTF_8));
        ended(null, 0, 0);
    }

    /** A value is complete; a string may be the name of a pair. */
    private void ended(byte @Nullable [] text, int from, int end) {
        if (!frames.isEmpty()) {
            frames.ended(text, from, end, copy.position(at));
        }
    }
}

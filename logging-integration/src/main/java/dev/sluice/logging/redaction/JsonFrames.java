package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The objects and arrays whose end has not been seen: what may come next in the innermost, and what is known of pairs in each. */
final class JsonFrames {
    static final int MAX_DEPTH = 256;

    static final byte FIRST = 0;
    static final byte KEY = 1;
    static final byte COLON = 2;
    static final byte VALUE = 3;
    static final byte COMMA = 4;

    private static final int PAIR_NAMED = 1;
    private static final int PAIR_SECRET = 2;
    private static final int HIDE_NEXT = 4;
    private static final int HIDE_REST = 8;
    private static final int MAX_NAME_BYTES = 400;
    private static final int MAX_NAME_WORDS = 3;
    private static final Pattern NAME_SHAPE =
            Pattern.compile("\\p{L}[\\p{L}\\p{N}\\p{M}\\p{Cf}_.-]{0,63}(?: [\\p{L}\\p{N}_.-]{1,30}){0,2}");

    private final boolean[] object = new boolean[MAX_DEPTH];
    private final byte[] state = new byte[MAX_DEPTH];
    private final int[] flags = new int[MAX_DEPTH];
    private final int[] elements = new int[MAX_DEPTH];
    private final MemberName[] names = new MemberName[MAX_DEPTH];
    private final int[] firstRegion = new int[MAX_DEPTH];

    /** Start and end in the output of what has been shown and may yet turn out to be the value of a secret's pair. */
    private int[] regions = new int[16];

    private int regionsUsed;
    private int top = -1;

    JsonFrames() {
        Arrays.fill(names, MemberName.NONE);
    }

    void clear() {
        top = -1;
        regionsUsed = 0;
    }

    boolean isEmpty() {
        return top < 0;
    }

    void push(boolean isObject) {
        if (++top >= MAX_DEPTH) {
            throw new MalformedJsonException();
        }
        object[top] = isObject;
        state[top] = FIRST;
        flags[top] = 0;
        elements[top] = 0;
        names[top] = MemberName.NONE;
        firstRegion[top] = regionsUsed;
    }

    boolean inObject() {
        return object[top];
    }

    byte state() {
        return state[top];
    }

    void state(byte next) {
        state[top] = next;
    }

    /** The member's name; an empty one in an array. */
    MemberName name() {
        return names[top];
    }

    void name(MemberName name) {
        names[top] = name;
        state[top] = COLON;
    }

    /** What to do with the value that comes now, and will be written at {@code start} of the output. */
    NameRules.Verdict verdict(int start) {
        if (!object[top]) {
            return (flags[top] & (HIDE_REST | HIDE_NEXT)) != 0 ? NameRules.Verdict.SECRET : NameRules.Verdict.PLAIN;
        }
        MemberName name = names[top];
        if (name.isPairValue()) {
            if ((flags[top] & PAIR_SECRET) != 0) {
                return NameRules.Verdict.SECRET;
            }
            openRegion(start);
        }
        return Rule.NAMES.applies() ? name.verdict() : NameRules.Verdict.PLAIN;
    }

    /** A value has been written up to {@code end} of the output; {@code text} holds what it was if it was a string. */
    void ended(byte @Nullable [] text, int from, int to, int end) {
        state[top] = COMMA;
        if (!object[top]) {
            boolean secret = text != null && isSecretName(text, from, to);
            boolean wasHidden = (flags[top] & HIDE_NEXT) != 0;
            flags[top] = (flags[top] & ~HIDE_NEXT) | (secret && !wasHidden ? HIDE_NEXT : 0);
            flags[top] |= secret && elements[top] == 0 ? HIDE_REST : 0;
            elements[top]++;
            return;
        }
        if (regionsUsed > firstRegion[top] && regions[regionsUsed - 1] < 0) {
            regions[regionsUsed - 1] = end;
        }
        if (names[top].isPairName() && text != null) {
            flags[top] |= isSecretName(text, from, to) ? PAIR_NAMED | PAIR_SECRET : PAIR_NAMED;
        }
    }

    /** The innermost is complete: whether what was shown in it turned out to be a secret's value. */
    boolean hidesWhenClosed() {
        return (flags[top] & PAIR_SECRET) != 0 && regionsUsed > firstRegion[top];
    }

    /** The rest of the innermost is missing, perhaps with the name of a pair whose value was shown. */
    boolean hidesIfAbandoned() {
        return (flags[top] & (PAIR_SECRET | PAIR_NAMED)) != PAIR_NAMED
                && regionsUsed > firstRegion[top]
                && Rule.PAIRS.applies();
    }

    /** Whether the value that comes next is a secret's, by what came before it. */
    boolean hidesNext() {
        return (flags[top] & (PAIR_SECRET | HIDE_NEXT | HIDE_REST)) != 0;
    }

    void pop() {
        regionsUsed = firstRegion[top--];
    }

    /** Hides what was shown as values of pairs in the innermost. */
    void hideRegions(Bytes out) {
        for (int i = regionsUsed - 2; i >= firstRegion[top]; i -= 2) {
            int end = regions[i + 1] < 0 ? out.length() : regions[i + 1];
            out.replace(regions[i], end, JsonRules.QUOTED_MASK);
        }
    }

    private static boolean isSecretName(byte[] text, int from, int to) {
        if (to - from > MAX_NAME_BYTES || hasManyWords(text, from, to) || !SecretWords.mayBeIn(text, from, to)) {
            return false;
        }
        if (!Rule.PAIRS.applies()) {
            return false;
        }
        String name = new String(text, from, to - from, StandardCharsets.UTF_8);
        return NAME_SHAPE.matcher(name).matches() && NameRules.isSecret(name);
    }

    /** No name has more than three: most texts are told from names by that. */
    private static boolean hasManyWords(byte[] text, int from, int to) {
        int blanks = 0;
        for (int i = from; i < to && blanks < MAX_NAME_WORDS; i++) {
            blanks += text[i] == ' ' ? 1 : 0;
        }
        return blanks == MAX_NAME_WORDS;
    }

    private void openRegion(int start) {
        if (regionsUsed + 2 > regions.length) {
            regions = Arrays.copyOf(regions, regions.length * 2);
        }
        regions[regionsUsed++] = start;
        regions[regionsUsed++] = -1;
    }
}

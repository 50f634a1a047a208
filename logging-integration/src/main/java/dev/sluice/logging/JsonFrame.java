package dev.sluice.logging;

import dev.sluice.foundation.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An object or array whose end has not been seen: what may come next, and what is known of pairs in it. */
final class JsonFrame {
    /** What the next character begins. */
    enum Next {
        KEY,
        VALUE,
        PUNCTUATION,
        CLOSE
    }

    private enum State {
        FIRST,
        KEY,
        COLON,
        VALUE,
        COMMA
    }

    private static final Set<String> PAIR_NAMES =
            Set.of("name", "key", "header", "field", "param", "parameter", "variable", "n", "k");
    private static final Set<String> PAIR_VALUES = Set.of("value", "values", "val", "v");
    private static final Pattern NAME_SHAPE =
            Pattern.compile("\\p{L}[\\p{L}\\p{N}\\p{M}\\p{Cf}_.-]{0,63}(?: [\\p{L}\\p{N}_.-]{1,30}){0,2}");

    private final boolean object;
    private final List<int[]> pairValues = new ArrayList<>(0);
    private State state = State.FIRST;
    private String name = "";
    private boolean pairNamed;
    private boolean pairSecret;
    private boolean hideNext;
    private boolean hideRest;
    private int elements;

    JsonFrame(boolean object) {
        this.object = object;
    }

    /** The member's name; empty in an array. */
    String name() {
        return name;
    }

    /**
     * What a character begins, which is not white space.
     *
     * @throws MalformedJsonException if it cannot stand here
     */
    Next expects(char c) {
        if (c == (object ? '}' : ']') && (state == State.FIRST || state == State.COMMA)) {
            return Next.CLOSE;
        }
        if (object && c == '"' && (state == State.FIRST || state == State.KEY)) {
            return Next.KEY;
        }
        if (c == ':' && state == State.COLON) {
            state = State.VALUE;
            return Next.PUNCTUATION;
        }
        if (c == ',' && state == State.COMMA) {
            state = object ? State.KEY : State.VALUE;
            return Next.PUNCTUATION;
        }
        if (state == State.VALUE || (!object && state == State.FIRST)) {
            return Next.VALUE;
        }
        throw new MalformedJsonException();
    }

    void key(String memberName) {
        name = memberName;
        state = State.COLON;
    }

    /** What to do with the value that comes now, and will be written at {@code start}. */
    NameRules.Verdict verdict(int start) {
        if (!object) {
            return hideRest || hideNext ? NameRules.Verdict.SECRET : NameRules.Verdict.PLAIN;
        }
        if (is(PAIR_VALUES)) {
            if (pairSecret) {
                return NameRules.Verdict.SECRET;
            }
            pairValues.add(new int[] {start, -1});
        }
        return NameRules.of(name);
    }

    /** A value has been written; {@code text} is what it was if it was a string. */
    void ended(@Nullable String text, StringBuilder out) {
        state = State.COMMA;
        boolean secretName = text != null && NAME_SHAPE.matcher(text).matches() && NameRules.isSecret(text);
        if (!object) {
            hideNext = secretName && !hideNext;
            hideRest |= secretName && elements == 0;
            elements++;
            return;
        }
        int last = pairValues.size() - 1;
        if (last >= 0 && pairValues.get(last)[1] < 0) {
            pairValues.get(last)[1] = out.length();
        }
        if (is(PAIR_NAMES) && text != null) {
            pairNamed = true;
            pairSecret |= secretName;
        }
    }

    /** The whole has been read: hides what turned out to be a secret's value. */
    void close(StringBuilder out) {
        if (pairSecret) {
            hidePairValues(out);
        }
    }

    /** The rest is missing, perhaps with the name of a pair whose value was shown. */
    void abandon(StringBuilder out) {
        if (pairSecret || !pairNamed) {
            hidePairValues(out);
        }
    }

    private void hidePairValues(StringBuilder out) {
        for (int i = pairValues.size() - 1; i >= 0; i--) {
            int[] region = pairValues.get(i);
            int end = region[1] < 0 ? out.length() : region[1];
            out.replace(region[0], end, '"' + Secret.REDACTED + '"');
        }
    }

    private boolean is(Set<String> names) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }
}

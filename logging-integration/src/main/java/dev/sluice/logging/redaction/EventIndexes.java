package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Of which choice, and of which tool call of it, a place of an event is: the numbers named {@code index} of the objects around it, in whatever
 * order their members come. The event is well-formed JSON.
 */
final class EventIndexes {
    private static final byte[] INDEX = "\"index\"".getBytes(StandardCharsets.US_ASCII);

    /** A delta has a few; what has more is none, and would take long. */
    private static final int MAX_OBJECTS = 64;

    /** Objects with an index, outer ones after inner ones. */
    private final List<Numbered> numbered = new ArrayList<>();

    /** An object, and the digits of its index; none if it has no such member. */
    private record Numbered(int start, int end, String index) {}

    EventIndexes(byte[] json) {
        Deque<Integer> open = new ArrayDeque<>();
        Deque<String> own = new ArrayDeque<>();
        int i = 0;
        while (i < json.length) {
            if (json[i] == '"') {
                int end = JsonStrings.end(json, i + 1, json.length);
                if (!own.isEmpty() && isIndex(json, i, end)) {
                    own.pop();
                    own.push(number(json, end + 1));
                }
                i = end;
            } else if (json[i] == '{') {
                open.push(i);
                own.push("");
            } else if (json[i] == '}' && !open.isEmpty()) {
                int start = open.pop();
                String index = own.pop();
                if (!index.isEmpty()) {
                    numbered.add(new Numbered(start, i, index));
                }
            }
            i++;
        }
        if (numbered.size() > MAX_OBJECTS) {
            numbered.clear();
        }
    }

    /** The indexes around a place, the innermost first; empty if there are none. */
    String at(int place) {
        StringBuilder all = new StringBuilder();
        for (Numbered object : numbered) {
            if (object.start < place && place < object.end) {
                all.append(object.index).append('/');
            }
        }
        return all.toString();
    }

    private static boolean isIndex(byte[] json, int quote, int end) {
        return end + 1 - quote == INDEX.length && Arrays.equals(json, quote, end + 1, INDEX, 0, INDEX.length);
    }

    /** The digits after a colon; nothing if another value is there, or none: a string that says "index". */
    private static String number(byte[] json, int from) {
        int i = from;
        boolean colon = false;
        while (i < json.length && (Scalars.isWhitespace(json[i]) || (!colon && json[i] == ':'))) {
            colon |= json[i] == ':';
            i++;
        }
        int start = i;
        while (colon && i < json.length && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        return new String(json, start, i - start, StandardCharsets.US_ASCII);
    }
}

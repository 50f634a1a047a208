package dev.sluice.benchmarks.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The floor: one pass by hand over the bytes that hides the values of eight names, whatever they are and however the name is spelt, and two
 * kinds of values ({@code sk-or-v1-…} and {@code Bearer …}). It does not enter strings, decode escapes, know secrets or fail closed.
 */
public final class ByteScan implements Redaction {
    private static final byte[] MASK = "\"***REDACTED***\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INNER_MASK = "***REDACTED***".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY = "sk-or-v1-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEARER = "bearer ".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] names = new byte[64][];
    private byte[] out = new byte[1 << 17];
    private int length;

    ByteScan(List<String> secretNames) {
        for (String name : secretNames) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int slot = slot(bytes, 0, bytes.length);
            while (names[slot] != null) {
                slot = slot + 1 & 63;
            }
            names[slot] = bytes;
        }
    }

    @Override
    public String redact(byte[] json) {
        length = 0;
        int copied = 0;
        int i = 0;
        while (i < json.length) {
            if (json[i] != '"') {
                i++;
                continue;
            }
            int start = i + 1;
            int end = start;
            while (end < json.length && json[end] != '"') {
                int hidden = json[end] == 's' || (json[end] | 0x20) == 'b' ? valueEnd(json, end) : end;
                if (hidden > end) {
                    copy(json, copied, end);
                    copy(INNER_MASK, 0, INNER_MASK.length);
                    copied = hidden;
                    end = hidden;
                } else {
                    end += json[end] == '\\' ? 2 : 1;
                }
            }
            i = end + 1;
            if (i < json.length && json[i] == ':' && isSecret(json, start, end)) {
                int value = i + 1;
                copy(json, copied, value);
                copy(MASK, 0, MASK.length);
                i = afterValue(json, value);
                copied = i;
            }
        }
        copy(json, copied, json.length);
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private void copy(byte[] from, int start, int end) {
        if (end > start) {
            if (length + end - start > out.length) {
                out = Arrays.copyOf(out, 2 * (length + end - start));
            }
            System.arraycopy(from, start, out, length, end - start);
            length += end - start;
        }
    }

    /** Behind a value that begins here and is of one of the two kinds; where it began if it is none. */
    private static int valueEnd(byte[] json, int from) {
        byte[] prefix = json[from] == 's' ? KEY : BEARER;
        if (from + prefix.length >= json.length) {
            return from;
        }
        for (int i = 0; i < prefix.length; i++) {
            int c = prefix == KEY || prefix[i] == ' ' ? json[from + i] : json[from + i] | 0x20;
            if (c != prefix[i]) {
                return from;
            }
        }
        int end = from + prefix.length;
        while (end < json.length && json[end] > ' ' && json[end] != '"' && json[end] != '\\') {
            end++;
        }
        return end;
    }

    private boolean isSecret(byte[] json, int start, int end) {
        int slot = slot(json, start, end);
        while (names[slot] != null) {
            if (equalsIgnoringCase(names[slot], json, start, end)) {
                return true;
            }
            slot = slot + 1 & 63;
        }
        return false;
    }

    private static boolean equalsIgnoringCase(byte[] name, byte[] json, int start, int end) {
        if (name.length != end - start) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i]
                    != (json[start + i] >= 'A' && json[start + i] <= 'Z' ? json[start + i] | 0x20 : json[start + i])) {
                return false;
            }
        }
        return true;
    }

    private static int slot(byte[] text, int start, int end) {
        return end == start ? 0 : (text[start] | 0x20) * 31 + (text[end - 1] | 0x20) * 7 + (end - start) & 63;
    }

    private static int afterValue(byte[] json, int from) {
        int depth = 0;
        int i = from;
        while (i < json.length) {
            byte c = json[i];
            if (c == '"') {
                i = afterString(json, i + 1);
            } else if (c == '{' || c == '[') {
                depth++;
                i++;
            } else if (c == '}' || c == ']' || c == ',') {
                if (depth == 0) {
                    return i;
                }
                depth -= c == ',' ? 0 : 1;
                i++;
            } else {
                i++;
            }
            if (depth == 0 && (c == '"' || c == '}' || c == ']')) {
                return i;
            }
        }
        return Math.min(i, json.length);
    }

    private static int afterString(byte[] json, int from) {
        int i = from;
        while (i < json.length && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, json.length);
    }
}

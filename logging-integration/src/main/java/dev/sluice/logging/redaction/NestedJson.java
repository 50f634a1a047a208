package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether a string is, or begins like, JSON of its own. */
final class NestedJson {
    private static final Pattern IS_MEANT_AS_JSON =
            Pattern.compile("\\s*+(?:\\{\\s*+\"|\\[\\s*+[\\[{\"]|\"\\s*+[\\[{\\\\])");

    private NestedJson() {}

    /** Whether the first character is a brace or bracket, or a quote with one, or with a backslash, behind it. */
    static boolean begins(byte[] text, int from, int to) {
        int i = blanks(text, from, to);
        if (i >= to) {
            return false;
        }
        if (text[i] != '"') {
            return text[i] == '{' || text[i] == '[';
        }
        i = blanks(text, i + 1, to);
        return i < to && (text[i] == '{' || text[i] == '[' || text[i] == '\\');
    }

    static boolean begins(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return begins(bytes, 0, bytes.length);
    }

    /** A text that is JSON, or begins as such, redacted as that as far as it goes; null if it is none. */
    static @Nullable String redacted(String text) {
        if (text.isEmpty() || "{[".indexOf(text.charAt(0)) < 0 || !Rule.NESTED_JSON.applies()) {
            return null;
        }
        boolean marked = text.endsWith(Cut.MARK);
        byte[] bytes =
                (marked ? text.substring(0, text.length() - Cut.MARK.length()) : text).getBytes(StandardCharsets.UTF_8);
        JsonRules rules = JsonPool.take();
        boolean understood = rules.redact(bytes, 0, bytes.length, bytes.length);
        String shown = null;
        if (understood) {
            shown = rules.text(TextRules.MAX_CHARS, marked);
        } else if (IS_MEANT_AS_JSON.matcher(text).lookingAt()) {
            shown = rules.beginning() + (marked ? Cut.MARK : "");
        }
        JsonPool.giveBack(rules);
        return shown;
    }

    /** What is shown of a text that begins like JSON and is none, or is too deep: nothing if it was meant to be. */
    static String shown(String text) {
        return IS_MEANT_AS_JSON.matcher(text).lookingAt() && Rule.UNREADABLE.applies()
                ? KeyedHash.describe("json", text)
                : TextRules.redactText(text);
    }

    private static int blanks(byte[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] <= ' ' && text[i] >= 0) {
            i++;
        }
        return i;
    }
}

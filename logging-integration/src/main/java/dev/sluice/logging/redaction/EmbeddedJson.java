package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redacts JSON that stands somewhere in a text, such as a body that an error message quotes. */
final class EmbeddedJson {
    /** Each costs a look at the rest of the text. */
    private static final int MAX_VALUES = 16;

    private static final Pattern BEGINNING = Pattern.compile("\\{\\s{0,40}\"|\\[\\s{0,40}[\\[{\"]");

    private EmbeddedJson() {}

    static String redact(String text) {
        Matcher beginning = BEGINNING.matcher(text);
        if (!beginning.find() || !Rule.NESTED_JSON.applies()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        JsonRules rules = JsonPool.take();
        int from = 0;
        int values = 0;
        do {
            byte[] rest = text.substring(beginning.start()).getBytes(StandardCharsets.UTF_8);
            int end = rules.redactOne(rest, 0, rest.length);
            if (end < 0) {
                break;
            }
            out.append(text, from, beginning.start());
            out.append(rules.out().text(0, rules.out().length()));
            from = beginning.start() + new String(rest, 0, end, StandardCharsets.UTF_8).length();
        } while (++values < MAX_VALUES && from < text.length() && beginning.find(from));
        JsonPool.giveBack(rules);
        return out.append(text, from, text.length()).toString();
    }
}

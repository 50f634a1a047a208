package dev.sluice.logging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Redacts server-sent events (WHATWG HTML, section 9.2): the data lines of an event are joined and must be JSON, or the {@code [DONE]} that
 * OpenRouter ends a stream with. Comments and unknown fields are left out.
 */
final class SseRules {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private final int maxChars;
    private final StringBuilder out = new StringBuilder();
    private @Nullable StringBuilder data;

    private SseRules(int maxChars) {
        this.maxChars = maxChars;
    }

    static String redact(String stream, int maxChars) {
        SseRules rules = new SseRules(maxChars);
        String text = stream.startsWith("\ufeff") ? stream.substring(1) : stream;
        for (String line : LINE_END.split(text, -1)) {
            rules.line(line);
            if (rules.out.length() > maxChars) {
                break;
            }
        }
        rules.endEvent();
        return Cut.to(RegisteredSecrets.redactCut(rules.out.toString()), maxChars);
    }

    private void line(String line) {
        if (line.isEmpty()) {
            endEvent();
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        if (field.equals("data")) {
            data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
        } else if (field.equals("event") && EVENT_NAME.matcher(value).matches()) {
            out.append("event: ").append(TextRules.redactLine(value)).append('\n');
        }
    }

    private void endEvent() {
        if (data == null) {
            return;
        }
        String event = data.toString();
        data = null;
        out.append("data: ").append(shown(event)).append("\n\n");
    }

    private String shown(String event) {
        if (event.isEmpty() || event.equals("[DONE]")) {
            return event;
        }
        String start = event.stripLeading();
        boolean json = start.startsWith("{") || start.startsWith("[");
        JsonRules.Result result = json ? JsonRules.redact(event, maxChars) : null;
        if (result == null) {
            return KeyedHash.describe("data", event);
        }
        return result.cut() ? RegisteredSecrets.redactCut(result.text()) + Cut.MARK : result.text();
    }
}

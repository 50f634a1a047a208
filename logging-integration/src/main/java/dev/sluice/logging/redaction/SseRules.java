package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Redacts server-sent events (WHATWG HTML, section 9.2): the data lines of an event are joined and must be JSON, or the {@code [DONE]} that
 * OpenRouter ends a stream with. Comments and unknown fields are left out. A registered secret that a model spells out in pieces, a few
 * characters in each event, is found by {@link EventPieces}.
 */
final class SseRules {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private final int maxChars;
    private final StringBuilder out = new StringBuilder();
    private final EventPieces pieces = new EventPieces();
    private @Nullable StringBuilder data;

    private SseRules(int maxChars) {
        this.maxChars = maxChars;
    }

    static String redact(String stream, int maxChars) {
        SseRules rules = new SseRules(maxChars);
        String text = stream.startsWith("\ufeff") ? stream.substring(1) : stream;
        boolean more = false;
        for (String line : LINE_END.split(text, -1)) {
            rules.line(line);
            if (rules.out.length() > maxChars + EventPieces.LOOK_AHEAD) {
                more = true;
                break;
            }
        }
        rules.endEvent();
        rules.pieces.hide(rules.out);
        return Cut.to(RegisteredSecrets.redactCut(rules.out.toString()), maxChars, more);
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
        } else if (!Rule.EVENTS.applies()) {
            out.append(line).append('\n');
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
        JsonRules rules = JsonPool.take();
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        String shown = null;
        if (NestedJson.begins(bytes, 0, bytes.length) && rules.redact(bytes, 0, bytes.length, maxChars)) {
            shown = rules.text(Integer.MAX_VALUE, false);
            pieces.add(shown, out.length());
        }
        JsonPool.giveBack(rules);
        return shown != null ? shown : KeyedHash.describe("data", event);
    }
}

package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Redacts a body by what it is. The content type is a hint and may be missing or wrong; what is not understood is described by its length and
 * a keyed hash.
 */
final class BodyRules {
    /** What lies behind is not looked at, as if the body had been cut here. */
    private static final int MAX_INPUT = 1 << 20;

    private static final String JSON = "application/json";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}");
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final Pattern EVENT_STREAM = Pattern.compile("(?:data|event|id|retry)?:");
    private static final Pattern PART_NAME =
            Pattern.compile("(?i)content-disposition:[^\\r\\n]{0,200}?[;\\s]name=\"([A-Za-z0-9_.\\[\\]-]{1,64})\"");

    private BodyRules() {}

    static String redact(byte[] body, @Nullable String contentType, int maxChars) {
        if (body.length == 0) {
            return "";
        }
        String type = essence(contentType);
        if (maxChars <= 0) {
            return KeyedHash.describe(type, body);
        }
        String redacted = byType(body, type, maxChars);
        if (redacted != null) {
            return redacted;
        }
        return Rule.UNREADABLE.applies()
                ? KeyedHash.describe(type, body)
                : TextRules.redactPrefix(new String(body, StandardCharsets.UTF_8), maxChars);
    }

    private static @Nullable String byType(byte[] body, String type, int maxChars) {
        int end = Math.min(body.length, MAX_INPUT);
        if (type.startsWith("multipart/")) {
            String parts = new String(body, 0, end, StandardCharsets.UTF_8);
            return Rule.MULTIPART.applies() ? partNames(parts, body) : TextRules.redactPrefix(parts, maxChars);
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return FormRules.redact(new String(body, 0, end, StandardCharsets.UTF_8), maxChars);
        }
        int start = blanks(body, end);
        if (type.equals("text/event-stream") || isEventStream(body, start, end)) {
            return SseRules.redact(new String(body, 0, end, StandardCharsets.UTF_8), maxChars);
        }
        boolean json = start < end && (body[start] == '{' || body[start] == '[');
        return json || type.endsWith("json") ? json(body, end, maxChars) : null;
    }

    private static boolean isEventStream(byte[] body, int start, int end) {
        if (start == end || body[start] == '{' || body[start] == '[') {
            return false;
        }
        String first = new String(body, start, Math.min(end - start, 8), StandardCharsets.ISO_8859_1);
        return EVENT_STREAM.matcher(first).lookingAt();
    }

    /** Behind white space and a byte order mark. */
    private static int blanks(byte[] body, int end) {
        int i = 0;
        while (i < end && ((body[i] >= 0 && body[i] <= ' ') || BYTE_ORDER_MARK.indexOf(body[i] & 0xff) >= 0)) {
            i++;
        }
        return i;
    }

    private static @Nullable String json(byte[] body, int end, int maxChars) {
        JsonRules rules = JsonPool.take();
        String shown = rules.redact(body, 0, end, maxChars) ? rules.text(maxChars, end < body.length) : null;
        JsonPool.giveBack(rules);
        return shown;
    }

    private static String partNames(String text, byte[] body) {
        StringBuilder names = new StringBuilder();
        Matcher matcher = PART_NAME.matcher(text);
        while (matcher.find() && names.length() < 500) {
            names.append(names.isEmpty() ? " " : ", ").append(TextRules.redactLine(matcher.group(1)));
        }
        return KeyedHash.describe("multipart" + names, body);
    }

    /** The media type without parameters, in lower case; {@code body} if there is none or it is oddly written. */
    private static String essence(@Nullable String contentType) {
        if (contentType == null || contentType.equals(JSON)) {
            return contentType == null ? "body" : JSON;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(type).matches() ? type : "body";
    }
}

package dev.sluice.logging;

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
        return redacted == null ? KeyedHash.describe(type, body) : redacted;
    }

    private static @Nullable String byType(byte[] body, String type, int maxChars) {
        boolean cut = body.length > MAX_INPUT;
        String text = new String(body, 0, Math.min(body.length, MAX_INPUT), StandardCharsets.UTF_8);
        if (type.startsWith("multipart/")) {
            return partNames(text, body);
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return FormRules.redact(text, maxChars);
        }
        String start = text.stripLeading();
        if (type.equals("text/event-stream") || EVENT_STREAM.matcher(start).lookingAt()) {
            return SseRules.redact(text, maxChars);
        }
        start = start.startsWith("\ufeff") ? start.substring(1) : start;
        boolean json = start.startsWith("{") || start.startsWith("[") || type.endsWith("json");
        return json ? json(text, cut, maxChars) : null;
    }

    private static @Nullable String json(String text, boolean cut, int maxChars) {
        JsonRules.Result result = JsonRules.redact(text, maxChars);
        if (result == null) {
            return null;
        }
        if (cut || result.cut()) {
            return Cut.to(RegisteredSecrets.redactCut(result.text()), maxChars, true);
        }
        byte[] bytes = result.text().getBytes(StandardCharsets.UTF_8);
        return Cut.to(new String(RegisteredSecrets.redactJson(bytes), StandardCharsets.UTF_8), maxChars);
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
        if (contentType == null) {
            return "body";
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.matches("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}") ? type : "body";
    }
}

package dev.sluice.logging.redaction;

import dev.sluice.logging.failure.LoggingFailures;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes whatever was sent, received or thrown fit to be logged. Headers and query parameters are shown only if their names are on a list of
 * harmless ones; elsewhere values go whose names denote a credential, and registered secrets and values of well-known shapes go everywhere.
 * What cannot be understood is replaced by its length and a keyed hash. No method throws: what fails is counted in {@link LoggingFailures}
 * and gives a mask. Immutable and thread-safe.
 */
public final class Redactor {
    /** No more of a text is ever shown; what may be shown is set by configuration, up to this. */
    public static final int MAX_CHARS = TextRules.MAX_CHARS;

    private static final Redactor STANDARD = new Redactor();

    private Redactor() {}

    /** The rules for the four providers, and cautious ones for any other. */
    public static Redactor standard() {
        return STANDARD;
    }

    /** Headers by their names, several values of one joined by {@code ", "}; a value whose name is not on the list is masked. */
    public Map<String, String> headers(Map<String, ? extends Collection<String>> headers) {
        return FailClosed.map(() -> HeaderRules.redactAll(headers));
    }

    /** The parameters of a raw query string, with or without the question mark, decoded; a value whose name is not on the list is masked. */
    public Map<String, String> query(@Nullable String rawQuery) {
        return FailClosed.map(() -> QueryRules.redactAll(rawQuery == null ? "" : rawQuery));
    }

    /** A URL without user info and fragment, its query as by {@link #query}, path segments that may be credentials masked. */
    public String url(String url) {
        return FailClosed.text(() -> UrlRules.redact(url));
    }

    /** A path or path template as in {@link #url}; braces stay. */
    public String path(String path) {
        return FailClosed.text(() -> UrlRules.redactPath(path));
    }

    /**
     * A body of JSON, JSON lines, server-sent events, a form or a multipart form; anything else gives its length and keyed hash. It may have
     * been cut anywhere. The beginning of the result, at most {@code maxChars} characters and a mark that it was cut; 0 gives the length and
     * hash alone.
     *
     * @param contentType null if there is none; the body's first character decides about JSON then
     */
    public String body(byte[] body, @Nullable String contentType, int maxChars) {
        return FailClosed.text(() -> BodyRules.redact(body, contentType, maxChars));
    }

    /** The same for a body that is decoded already. */
    public String body(String body, @Nullable String contentType, int maxChars) {
        return FailClosed.text(() -> BodyRules.redact(body.getBytes(StandardCharsets.UTF_8), contentType, maxChars));
    }

    /**
     * Free text: registered secrets, values of well-known shapes, values after a name and a colon or equals sign, and URLs are redacted;
     * control characters other than line breaks and tabs are shown as escapes. At most 65,536 characters are kept.
     */
    public String text(String text) {
        return FailClosed.text(() -> TextRules.redact(text));
    }

    /** The beginning of a text, redacted before it is cut: at most {@code maxChars} characters and a mark that it was cut. */
    public String preview(String text, int maxChars) {
        return FailClosed.text(
                () -> Cut.to(TextRules.redactPrefix(text, maxChars), maxChars, text.length() > maxChars));
    }

    /**
     * A snapshot of a map by its names, at any depth. Strings are redacted as text, numbers and booleans kept, maps and collections copied;
     * any other object becomes the redacted text of its {@code toString}.
     */
    public Map<String, Object> fields(Map<String, ?> fields) {
        return FailClosed.objects(() -> FieldRules.redact(fields));
    }

    /** An exception with its causes and suppressed exceptions, every message redacted as text, at most 100 frames. */
    public RedactedException exception(Throwable error) {
        return ExceptionRules.redact(error);
    }

    /** As {@link #text}; null stays null. */
    public @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** As {@link #headers}, of headers that were joined already. */
    public Map<String, String> headerValues(Map<String, String> headers) {
        return FailClosed.map(() -> HeaderRules.redact(headers));
    }

    /** As {@link #query}, of parameters that were decoded already. */
    public Map<String, String> queryValues(Map<String, String> parameters) {
        return FailClosed.map(() -> QueryRules.redact(parameters));
    }
}

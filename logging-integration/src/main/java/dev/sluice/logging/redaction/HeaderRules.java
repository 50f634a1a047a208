package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers are shown. A list of harmless names, both ways: an unknown header is hidden. */
final class HeaderRules {
    private static final Set<String> SHOWN = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "cf-cache-status",
            "cf-ray",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "etag",
            "expires",
            "last-modified",
            "ratelimit-limit",
            "ratelimit-policy",
            "ratelimit-remaining",
            "ratelimit-reset",
            "request-id",
            "retry-after",
            "server",
            "traceparent",
            "transfer-encoding",
            "user-agent",
            "vary",
            "x-generation-id",
            "x-ratelimit-limit",
            "x-ratelimit-remaining",
            "x-ratelimit-reset",
            "x-request-id");

    /** Names on the list as they were written, so that only new ones are put into lower case. */
    private static final KnownTexts SHOWN_AS_WRITTEN = new KnownTexts();

    private HeaderRules() {}

    static Map<String, String> redactAll(Map<String, ? extends Collection<String>> headers) {
        RedactedHeaders redacted = new RedactedHeaders(headers.size());
        headers.forEach((name, values) -> {
            String value = values.size() == 1 ? values.iterator().next() : String.join(", ", values);
            redacted.set(TextRules.redactLine(name), shown(name, value));
        });
        return redacted.done();
    }

    static Map<String, String> redact(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return Map.of();
        }
        if (headers instanceof RedactedHeaders done) {
            return done;
        }
        RedactedHeaders redacted = new RedactedHeaders(headers.size());
        headers.forEach((name, value) -> redacted.set(TextRules.redactLine(name), shown(name, value)));
        return redacted.done();
    }

    private static String shown(String name, String value) {
        return isShown(name) || !Rule.HEADERS.applies() ? TextRules.redactLine(value) : Secret.REDACTED;
    }

    private static boolean isShown(String name) {
        if (DeniedNames.deny(name)) {
            return false;
        }
        if (SHOWN_AS_WRITTEN.has(name)) {
            return true;
        }
        boolean shown = SHOWN.contains(name.toLowerCase(Locale.ROOT));
        if (shown) {
            SHOWN_AS_WRITTEN.add(name);
        }
        return shown;
    }
}

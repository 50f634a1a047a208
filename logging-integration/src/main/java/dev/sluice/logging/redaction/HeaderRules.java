package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
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

    private HeaderRules() {}

    static Map<String, String> redactAll(Map<String, ? extends Collection<String>> headers) {
        Map<String, String> joined = new LinkedHashMap<>();
        headers.forEach((name, values) -> joined.put(name, String.join(", ", values)));
        return redact(joined);
    }

    static Map<String, String> redact(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return Map.of();
        }
        Map<String, String> redacted = new LinkedHashMap<>();
        headers.forEach((name, value) -> redacted.put(
                TextRules.redactLine(name),
                SHOWN.contains(name.toLowerCase(Locale.ROOT)) || !Rule.HEADERS.applies()
                        ? TextRules.redactLine(value)
                        : Secret.REDACTED));
        return Collections.unmodifiableMap(redacted);
    }
}

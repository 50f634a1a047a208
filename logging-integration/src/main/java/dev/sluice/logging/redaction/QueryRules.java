package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which query parameters are shown. A list of harmless names, decoded and in lower case: an unknown parameter is hidden. */
final class QueryRules {
    private static final Set<String> SHOWN = Set.of(
            "active",
            "after",
            "archived",
            "ascending",
            "asset_id",
            "before",
            "category",
            "closed",
            "clob_token_ids",
            "condition_id",
            "condition_ids",
            "date",
            "end_date_max",
            "end_date_min",
            "endts",
            "event_id",
            "fidelity",
            "id",
            "interval",
            "limit",
            "market",
            "markets",
            "model",
            "next_cursor",
            "offset",
            "order",
            "page",
            "q",
            "recurse",
            "side",
            "slug",
            "sort",
            "startts",
            "state",
            "status",
            "tag",
            "tag_id",
            "token_id",
            "type",
            "verbose");

    private QueryRules() {}

    static Map<String, String> redactAll(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return Map.of();
        }
        Map<String, String> decoded = new LinkedHashMap<>();
        String known = RegisteredSecrets.redact(rawQuery);
        String query = known.startsWith("?") ? known.substring(1) : known;
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                decoded.merge(name, value, (one, other) -> one + "," + other);
            }
        }
        return redact(decoded);
    }

    static Map<String, String> redact(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return Map.of();
        }
        Map<String, String> redacted = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            boolean known =
                    (SHOWN.contains(name.toLowerCase(Locale.ROOT)) && !DeniedNames.deny(name)) || !Rule.QUERY.applies();
            boolean shown = known && !holdsUrl(value);
            String shownName = holdsUrl(name) ? Secret.REDACTED : TextRules.redactLine(name);
            redacted.put(shownName, shown ? TextRules.redactLine(value) : Secret.REDACTED);
        });
        return Collections.unmodifiableMap(redacted);
    }

    /** URLs in parameters of URLs are not followed: they may be nested without end. */
    private static boolean holdsUrl(String text) {
        return text.contains("://");
    }

    /** Percent-decoded; what is not well encoded stays as it is. */
    static String decode(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return encoded;
        }
    }
}

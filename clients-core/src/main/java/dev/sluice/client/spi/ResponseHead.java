package dev.sluice.client.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything of an answer but its body.
 *
 * @param operation the operation that was called
 * @param status the HTTP status
 * @param headers values by name; looked up in any case
 * @param receivedAt when the head arrived, by our clock
 */
public record ResponseHead(String operation, int status, Map<String, List<String>> headers, Instant receivedAt) {
    /** Copies the headers. */
    public ResponseHead {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    /** The first value of a header; empty if absent. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The media type without parameters, lower case, e.g. {@code application/json}; empty text if absent. */
    public String mediaType() {
        return header("content-type").map(ResponseHead::withoutParameters).orElse("");
    }

    private static String withoutParameters(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}

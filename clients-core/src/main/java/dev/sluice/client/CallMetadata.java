package dev.sluice.client;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an answered call beside its result. Prints without the headers' values.
 *
 * @param provider name of the provider
 * @param operation name of the operation
 * @param requestId our id of the call, the same in every log line about it
 * @param status the HTTP status of the last answer
 * @param headers its headers as received, looked up in any case; those that carry credentials or cookies are left out
 * @param providerRequestId the provider's id of the request, redacted as in logs; null if unknown
 * @param attempts HTTP exchanges begun
 * @param waited time spent waiting for permits, all attempts together
 * @param duration from the caller's call to its end; of an open stream: until now
 */
public record CallMetadata(
        String provider,
        String operation,
        String requestId,
        int status,
        Map<String, List<String>> headers,
        @Nullable String providerRequestId,
        int attempts,
        Duration waited,
        Duration duration) {
    private static final Set<String> LEFT_OUT = Set.of(
            "authorization",
            "authentication-info",
            "cookie",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "set-cookie",
            "set-cookie2",
            "www-authenticate",
            "x-api-key",
            "api-key");

    /** Copies the headers without those that are left out. */
    public CallMetadata {
        Map<String, List<String>> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (isShown(name)) {
                shown.put(name, List.copyOf(values));
            }
        });
        headers = Collections.unmodifiableMap(shown);
    }

    /** The first value of a header, its name in any case; empty if absent or left out. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** All but the headers' values. */
    @Override
    public String toString() {
        return "CallMetadata[" + provider + " " + operation + " " + requestId + ", status=" + status + ", headers="
                + headers.keySet() + ", providerRequestId=" + providerRequestId + ", attempts=" + attempts + ", waited="
                + waited + ", duration=" + duration + "]";
    }

    private static boolean isShown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !LEFT_OUT.contains(lower)
                && !lower.endsWith("token")
                && !lower.contains("secret")
                && !lower.contains("passphrase")
                && !lower.contains("signature");
    }
}

package dev.sluice.client;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code providers.<provider>.logging}: what of our logs the provider is told. */
record RequestIdConfig(
        @Description("The header that our request id is sent in, normally X-Request-ID; not sent if left out.")
        @Nullable
        String requestIdHeader) {
    static final Section<RequestIdConfig> SECTION =
            Section.ofProvider("logging", RequestIdConfig.class, provider -> new RequestIdConfig(null));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** What means something to servers, or carries a credential. */
    private static final Set<String> TAKEN = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "idempotency-key",
            "proxy-authorization",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-api-key");

    RequestIdConfig {
        if (requestIdHeader != null
                && (!NAME.matcher(requestIdHeader).matches()
                        || TAKEN.contains(requestIdHeader.toLowerCase(Locale.ROOT)))) {
            throw new IllegalArgumentException(
                    "request-id-header: not usable (expected: a header's name, such as X-Request-ID)");
        }
    }
}

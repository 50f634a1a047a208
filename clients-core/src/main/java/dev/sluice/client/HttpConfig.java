package dev.sluice.client;

import dev.sluice.foundation.config.DataSize;
import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code providers.<provider>.http}: the time and size limits of one call.
 */
record HttpConfig(
        @Description("For the TCP and TLS connection.") Duration connectTimeout,
        @Description("From sending to the answer's head.") Duration firstByteTimeout,
        @Description("Between two pieces of a body.") Duration idleTimeout,

        @Description("For the whole call: waits, attempts, back-off and body; of a stream: until its first event.")
        Duration deadline,

        @Description("Of one body, decompressed, and of one event of a stream.")
        DataSize maxBody,

        @Description("The protocol that is asked for first.")
        HttpClient.Version version,

        @Description(
                "For a whole stream, from its call on; if left out, a stream may go on for as long as it does not stall.")
        @Nullable
        Duration streamDeadline,

        @Description("host:port of an HTTP proxy for everything but loopback; direct if left out.") @Nullable
        String proxy) {

    /** Long completions take minutes, so the times are generous; 16 MB is above every recorded answer of the four providers. */
    static final HttpConfig DEFAULT = new HttpConfig(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            new DataSize(16_000_000),
            HttpClient.Version.HTTP_1_1,
            null,
            null);

    static final Section<HttpConfig> SECTION = Section.ofProvider("http", HttpConfig.class, provider -> DEFAULT);

    HttpConfig {
        positive("connect-timeout", connectTimeout);
        positive("first-byte-timeout", firstByteTimeout);
        positive("idle-timeout", idleTimeout);
        positive("deadline", deadline);
        if (streamDeadline != null) {
            positive("stream-deadline", streamDeadline);
        }
        if (proxy != null) {
            LoopbackApart.address(proxy);
        }
        if (maxBody.bytes() < 1 || maxBody.bytes() > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("max-body: out of range (expected: 1B to 2GB)");
        }
    }

    static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(key + ": not positive (expected: more than 0s)");
        }
    }

    int maxBodyBytes() {
        return Math.toIntExact(maxBody.bytes());
    }
}

package dev.sluice.logging;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the ids that join all events of one call. */
public final class RequestIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestIds() {}

    /** {@code req_} and 24 hexadecimal digits from a secure random source: unique across processes without their speaking to each other. */
    public static String next() {
        return random("req_", 12);
    }

    static String random(String prefix, int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }
}

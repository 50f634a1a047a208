package dev.sluice.logging.context;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes the ids that join all events of one call. */
public final class RequestIds {
    private static final int MAX_LENGTH = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestIds() {}

    /** {@code req_} and 24 hexadecimal digits from a secure random source: unique across processes without their speaking to each other. */
    public static String next() {
        return random("req_", 12);
    }

    /** {@code call_} and 12 hexadecimal digits: enough to tell the calls of one request apart. */
    public static String nextCall() {
        return random("call_", 6);
    }

    /** Eight hexadecimal digits: enough to tell the sessions of one log apart. */
    public static String nextSession() {
        return random("", 4);
    }

    /** The id of what this thread is working on, if its {@link LogContext} has one that can be sent on; else null. */
    public static @Nullable String inbound() {
        String inbound = LogContext.get(LogKeys.REQUEST_ID);
        return inbound != null && isUsable(inbound) ? inbound : null;
    }

    /** The id of what this thread is working on, if its {@link LogContext} has one that can be sent on; else a new one. */
    public static String currentOrNext() {
        String inbound = inbound();
        return inbound == null ? next() : inbound;
    }

    /** Whether it can be a header's value: 1 to 128 visible ASCII characters. */
    static boolean isUsable(String id) {
        return !id.isEmpty() && id.length() <= MAX_LENGTH && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String random(String prefix, int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }
}

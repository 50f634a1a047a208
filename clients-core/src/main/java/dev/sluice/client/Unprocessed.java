package dev.sluice.client;

import dev.sluice.client.OncePublisher.AskedAgainException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server that speaks HTTP/2 has said that it did not look at a request: by {@code REFUSED_STREAM}, or by a {@code GOAWAY} whose
 * last stream is an earlier one (RFC 9113, 6.8 and 8.7). Such a request may be sent again, whatever it does.
 *
 * <p>The JDK's client says so in two ways. Before the fix of JDK-8335181 (17.0.15 is without it) by the message of a refused stream alone; a
 * {@code GOAWAY} is then one more broken connection. Since (25 has it) by beginning to repeat the request itself, of whatever method,
 * which it otherwise does for GET and HEAD only.
 */
final class Unprocessed {
    private static final String REFUSED_STREAM = "Received RST_STREAM: Stream not processed";

    /** Lets the client repeat every method after any break; then its beginning to repeat proves nothing. */
    private static final String REPEATS_ALL = "jdk.httpclient.enableAllMethodRetry";

    private Unprocessed() {}

    static boolean isSaidBy(@Nullable Throwable broken, String method) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (REFUSED_STREAM.equals(cause.getMessage())) {
                return true;
            }
            if (cause instanceof AskedAgainException) {
                return !method.equals("GET") && !method.equals("HEAD") && System.getProperty(REPEATS_ALL) == null;
            }
        }
        return false;
    }
}

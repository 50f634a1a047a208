package dev.sluice.client;

import dev.sluice.client.spi.ResponseHead;
import java.io.InputStream;

/**
 * An answer whose head has arrived.
 *
 * @param head status and headers
 * @param encoding of the body on the wire
 * @param body decompressed; reads fail with {@link StoppedException} when a limit is over
 * @param wire the body as it comes from the connection, interruptible
 * @param limits stop the body when they are over
 */
record Answer(ResponseHead head, ContentEncoding encoding, InputStream body, BodyInput wire, ExchangeLimits limits)
        implements AutoCloseable {

    static Answer of(ResponseHead head, BodyInput wire, ExchangeLimits limits) {
        ContentEncoding encoding = ContentEncoding.of(head);
        return new Answer(head, encoding, encoding.decoding(wire), wire, limits);
    }

    boolean isSuccess() {
        return head.status() >= 200 && head.status() < 300;
    }

    /** How many bytes the server says come over the wire, -1 if it does not say. */
    long announcedBytes() {
        try {
            return head.header("content-length").map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }

    /** Cuts the connection unless the body was read to its end. */
    @Override
    public void close() {
        limits.end();
        wire.close();
    }
}

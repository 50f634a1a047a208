package dev.sluice.client;

import dev.sluice.client.spi.ResponseHead;
import java.io.InputStream;

/**
 * An answer whose head has arrived.
 *
 * @param head status and headers
 * @param body decompressed; reads fail with {@link StoppedException} when a limit is over
 * @param wire the body as it comes from the connection, interruptible
 * @param timer stops the body at its limits
 */
record Answer(ResponseHead head, InputStream body, BodyInput wire, BodyTimer timer) implements AutoCloseable {
    /** Cuts the connection unless the body was read to its end. */
    @Override
    public void close() {
        timer.end();
        wire.close();
    }
}

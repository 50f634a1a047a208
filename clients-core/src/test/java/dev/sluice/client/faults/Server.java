package dev.sluice.client.faults;

import java.io.IOException;
import java.net.URI;

/** Whom the client talks to. */
interface Server extends AutoCloseable {
    URI uri();

    /** How many requests have arrived. */
    int requests();

    /** From now on it answers well. */
    default void recover() {}

    /** Waits until nobody is being answered any more. */
    void awaitNoExchange() throws InterruptedException;

    @Override
    void close() throws IOException;
}

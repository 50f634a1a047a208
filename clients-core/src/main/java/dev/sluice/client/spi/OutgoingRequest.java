package dev.sluice.client.spi;

import dev.sluice.foundation.Secret;
import java.net.URI;
import java.util.List;

/** One attempt's request as it is about to leave; a signer may add headers. For one thread. */
public interface OutgoingRequest {
    /** The HTTP method, upper case. */
    String method();

    /** The whole address, query included. */
    URI uri();

    /** The exact bytes that will be sent; empty if none. Not a copy: do not change them. */
    byte[] body();

    /** The values of a header, its name in any case; empty if absent. */
    List<String> headers(String name);

    /** Sets a header, replacing what was there. */
    void header(String name, String value);

    /**
     * Sets a header to {@code prefix} + the secret. The request then counts as carrying credentials: it is refused on plain http except to
     * loopback, and the value appears in no log.
     */
    void credential(String name, String prefix, Secret secret);
}

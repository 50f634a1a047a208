package dev.sluice.client.spi;

import dev.sluice.foundation.Secret;
import java.util.function.Supplier;

/**
 * Adds credentials to each attempt, after all waiting, so that time stamps are fresh. Must be thread-safe and must not block. What it throws
 * ends the call as not sent.
 */
@FunctionalInterface
public interface RequestSigner {
    /** Signs one attempt. */
    void sign(OutgoingRequest request);

    /** {@code Authorization: Bearer KEY}. */
    static RequestSigner bearer(Supplier<Secret> key) {
        return request -> request.credential("Authorization", "Bearer ", key.get());
    }

    /** {@code NAME: KEY}. */
    static RequestSigner header(String name, Supplier<Secret> key) {
        return request -> request.credential(name, "", key.get());
    }

    /** Adds nothing: a public API. */
    static RequestSigner none() {
        return request -> {};
    }
}

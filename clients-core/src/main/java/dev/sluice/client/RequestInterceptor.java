package dev.sluice.client;

import dev.sluice.client.spi.OutgoingRequest;

/**
 * Adds headers of a bot's own to every attempt, before it is signed, so that signatures cover them. Runs on the calling thread, after all
 * waiting, while the permit is held: must be quick and thread-safe. What it throws ends the call as not sent.
 */
@FunctionalInterface
public interface RequestInterceptor {
    /**
     * Sees one attempt's request, complete but for its signature, and may add headers.
     *
     * @param attempt which one it is, of which call
     */
    void intercept(CallStep attempt, OutgoingRequest request);
}

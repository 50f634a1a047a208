package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/** One concern of a single HTTP exchange, around what comes after it: sign, log, send and understand. */
@FunctionalInterface
interface Exchange {
    /**
     * Runs the exchange from here on.
     *
     * @return the decoded answer, null for {@code void}
     * @throws dev.sluice.client.error.ClientException if it failed
     */
    @Nullable
    Object run(Call call, AttemptRequest request);
}

package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/** One more attempt of a call: builds the request anew and runs the exchange. */
@FunctionalInterface
interface Invocation {
    /** Runs one attempt; throws whatever it throws. */
    @Nullable
    Object attempt() throws Throwable;
}

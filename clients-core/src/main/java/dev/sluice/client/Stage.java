package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/** One concern of the pipeline, around everything that comes after it. Stages are immutable and shared by all calls. */
@FunctionalInterface
interface Stage {
    /**
     * Runs the call from here on.
     *
     * @return the decoded answer, null for {@code void}; a {@link LiveStream} whose first event has arrived, of
     *     the outermost stage as its user gets it
     * @throws dev.sluice.client.error.ClientException if the call failed
     */
    @Nullable
    Object run(Call call, Invocation invocation);
}

package dev.sluice.openrouter.tools;

import org.jspecify.annotations.Nullable;

/**
 * What a tool does.
 *
 * @param <A> its arguments
 */
@FunctionalInterface
public interface ToolBody<A> {
    /**
     * Does it, on the thread that runs the loop. It may make calls of its own, to OpenRouter too: no permit is held meanwhile.
     *
     * @return what the model is told: a text as it is, anything else as JSON
     * @throws Exception if it cannot; the model is told the message, unless {@link ToolLoop#failures} says otherwise
     */
    @Nullable
    Object call(A arguments) throws Exception;
}

package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended: whole, broken by a failure, or given up by the caller.
 *
 * @param failure null unless it failed
 * @param cancelled whether it was given up: a stream closed before its end, or an error of the JVM
 */
record Ending(@Nullable ClientException failure, boolean cancelled) {
    static final Ending WHOLE = new Ending(null, false);
    static final Ending CANCELLED = new Ending(null, true);

    static Ending failed(ClientException failure) {
        return new Ending(failure, false);
    }

    /**
     * Runs what comes next and tells the consumer, once and in every case, when its answer is over: a stream when it ends, anything else
     * at once.
     */
    static @Nullable Object around(Supplier<@Nullable Object> next, Consumer<Ending> consumer) {
        Object answer = null;
        Ending ending = CANCELLED; // by an error of the JVM, or a checked exception of who does not declare it
        try {
            answer = next.get();
            ending = WHOLE;
        } catch (ClientException failure) {
            ending = failed(failure);
            throw failure;
        } finally {
            if (answer instanceof LiveStream<?> stream) {
                stream.onEnd(consumer);
            } else {
                consumer.accept(ending);
            }
        }
        return answer;
    }
}

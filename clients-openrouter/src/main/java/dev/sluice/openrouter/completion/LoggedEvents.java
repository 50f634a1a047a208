package dev.sluice.openrouter.completion;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.logging.llm.LoggedCompletion;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of a streamed completion: each is kept as it is handed out, what an error told beside itself too, and how the stream ends is logged. For one
 * reading thread; {@link #close()} from any, so that keeping and telling must be safe beside each other.
 *
 * @param <E> type of the events
 */
public final class LoggedEvents<E> implements Iterator<E>, AutoCloseable {

    private final EventStream<E> stream;
    private final Iterator<E> arriving;
    private final Consumer<E> keep;
    private final Supplier<CompletionAnswer> soFar;
    private final @Nullable LoggedCompletion logged;
    private boolean toldBesideError;

    /**
     * The events of this stream.
     *
     * @param keep gets each event once
     * @param soFar what the kept ones add up to; with a finish reason once the answer is whole
     * @param logged is told how the stream ends; null if nobody asks
     */
    public LoggedEvents(
            EventStream<E> stream,
            Consumer<E> keep,
            Supplier<CompletionAnswer> soFar,
            @Nullable LoggedCompletion logged) {
        this.stream = stream;
        this.arriving = stream.iterator();
        this.keep = keep;
        this.soFar = soFar;
        this.logged = logged;
    }

    @Override
    public boolean hasNext() {
        boolean more = arrives(arriving::hasNext);
        if (!more && logged != null) {
            logged.success(soFar.get());
        }
        return more;
    }

    @Override
    public E next() {
        E event = arrives(arriving::next);
        keep.accept(event);
        return event;
    }

    private <T> T arrives(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (ClientException failure) {
            keepBesideError();
            if (logged != null) {
                logged.failure(failure, soFar.get());
            }
            throw failure;
        }
    }

    /** An error may come in one event with the usage until then. */
    private void keepBesideError() {
        E beside = toldBesideError ? null : stream.besideError();
        if (beside != null) {
            toldBesideError = true;
            keep.accept(beside);
        }
    }

    /** Logs the end, unless it is logged already, and closes the stream. Who leaves after the finish reason has the whole answer, if not its usage. */
    @Override
    public void close() {
        if (logged != null) { // first: the reader whom closing wakes would take it for the end
            CompletionAnswer answer = soFar.get();
            if (answer.finishReason() == null) {
                logged.cancelled(answer);
            } else {
                logged.success(answer);
            }
        }
        stream.close();
    }
}

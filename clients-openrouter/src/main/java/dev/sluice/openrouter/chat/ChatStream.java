package dev.sluice.openrouter.chat;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.logging.llm.LoggedCompletion;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one streamed answer, and what they add up to. When the stream breaks off
 * ({@link dev.sluice.client.error.TruncatedStreamException}) or the provider reports an error in its midst,
 * {@link #soFar()} still holds the partial answer, with the usage that came along with the error. For one reading thread; {@link #close()} from any.
 */
public final class ChatStream implements EventStream<ChatChunk> {

    private final EventStream<ChatChunk> stream;
    private final Iterator<ChatChunk> arriving;
    private final ChatAccumulator accumulator = new ChatAccumulator();
    private final @Nullable LoggedCompletion logged;
    private boolean toldBesideError;

    /** @param logged is told how the stream ends; null if nobody asks */
    ChatStream(EventStream<ChatChunk> stream, @Nullable LoggedCompletion logged) {
        this.stream = stream;
        this.arriving = stream.iterator();
        this.logged = logged;
    }

    @Override
    public Iterator<ChatChunk> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return arrives(arriving::hasNext);
            }

            @Override
            public ChatChunk next() {
                ChatChunk chunk = arrives(arriving::next);
                synchronized (accumulator) {
                    accumulator.add(chunk);
                }
                return chunk;
            }
        };
    }

    private <T> T arrives(Supplier<T> asked) {
        try {
            T answer = asked.get();
            if (Boolean.FALSE.equals(answer) && logged != null) {
                logged.success(CompletionLog.answer(soFar()));
            }
            return answer;
        } catch (ClientException failure) {
            addBesideError();
            if (logged != null) {
                logged.failure(failure, CompletionLog.answer(soFar()));
            }
            throw failure;
        }
    }

    /** An error may come in one event with the usage until then. */
    private void addBesideError() {
        synchronized (accumulator) {
            ChatChunk beside = toldBesideError ? null : stream.besideError();
            if (beside != null) {
                toldBesideError = true;
                accumulator.add(beside);
            }
        }
    }

    /** Everything handed out so far, as one completion; after the last chunk what the blocking call would have given. */
    public ChatCompletion soFar() {
        synchronized (accumulator) {
            return accumulator.toCompletion();
        }
    }

    /** Reads the rest of the stream, closes it, and gives the whole. Throws what {@link #iterator()} throws. */
    public ChatCompletion toCompletion() {
        try (this) {
            iterator().forEachRemaining(chunk -> {});
            return soFar();
        }
    }

    @Override
    public String requestId() {
        return stream.requestId();
    }

    @Override
    public CallMetadata metadata() {
        return stream.metadata();
    }

    @Override
    public @Nullable ChatChunk besideError() {
        return stream.besideError();
    }

    @Override
    public void close() {
        if (logged != null) {
            logClosing(logged); // first: the reader whom closing wakes would take it for the end
        }
        stream.close();
    }

    /** Nothing, if the end is logged already. Who leaves after the finish reason has the whole answer, if not its usage. */
    private void logClosing(LoggedCompletion open) {
        CompletionAnswer answer = CompletionLog.answer(soFar());
        if (answer.finishReason() == null) {
            open.cancelled(answer);
        } else {
            open.success(answer);
        }
    }
}

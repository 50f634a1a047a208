package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.EventStream;
import dev.sluice.client.stream.SseEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** A stream that is being read. Whoever ends it first, the reader or {@link #close()}, tells the stages, once. */
final class LiveStream<E> implements EventStream<E> {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final Call call;
    private final Answer answer;
    private final SseReader events;
    private final EventDecoder<E> decoder;
    private final Failures failures;
    private final Feedback feedback;
    private final Reading reading = new Reading();
    private final List<Consumer<Ending>> onEnd = new ArrayList<>();
    private @Nullable E ahead;
    private volatile @Nullable E last;
    private volatile @Nullable E besideError;
    private @Nullable Ending ending;
    private long delivered;

    LiveStream(
            Call call, Answer answer, SseReader events, EventDecoder<E> decoder, Failures failures, Feedback feedback) {
        this.call = call;
        this.answer = answer;
        this.events = events;
        this.decoder = decoder;
        this.failures = failures;
        this.feedback = feedback;
    }

    /** Waits for the first event, or the end of a stream without any; until here the call's deadline holds. */
    void awaitFirst() {
        ahead = fetch();
        answer.limits().firstEvent(call.elapsed());
        call.onCancel(this::cancelled);
    }

    /** Reads to the end, handing nothing out, and gives the last event; null if there was none. */
    @Nullable
    E readLast() {
        E value = fetch();
        while (value != null) {
            value = fetch();
        }
        return last;
    }

    /** As its user gets it. If he loses it without closing it, it is closed for him, since its permit and its connection would be held for ever. */
    EventStream<E> handedOut() {
        EventStream<E> handle = new StreamHandle<>(this);
        answer.limits().readBy(handle, this::lost);
        return handle;
    }

    private void lost() {
        if (end(Ending.CANCELLED)) {
            LOG.warn(
                    "stream {} of {} lost without being closed: its permit is given back, its connection cut (request id {})",
                    call.operation().name(),
                    call.provider(),
                    call.requestId());
        }
    }

    /** Whether an event has arrived that nobody has taken yet. */
    boolean hasEvent() {
        return ahead != null;
    }

    /** The last event that arrived, taken or not. */
    @Nullable
    E lastEvent() {
        return last;
    }

    /** Tells the consumer how the stream ended, when it has. */
    void onEnd(Consumer<Ending> consumer) {
        Ending known;
        synchronized (onEnd) {
            known = ending;
            if (known == null) {
                onEnd.add(consumer);
            }
        }
        if (known != null) {
            consumer.accept(known);
        }
    }

    @Override
    public Iterator<E> iterator() {
        return reading;
    }

    @Override
    public String requestId() {
        return call.requestId();
    }

    @Override
    public CallMetadata metadata() {
        return Objects.requireNonNull(call.metadata(), "a stream has a head");
    }

    @Override
    public @Nullable E besideError() {
        return besideError;
    }

    @Override
    public void close() {
        end(Ending.CANCELLED);
    }

    private void cancelled() {
        end(Ending.failed(failures.truncated(call, "stream cancelled", delivered, null)));
    }

    private boolean isOver() {
        synchronized (onEnd) {
            return ending != null;
        }
    }

    /** False if it had ended before. */
    private boolean end(Ending how) {
        List<Consumer<Ending>> consumers;
        synchronized (onEnd) {
            if (ending != null) {
                return false;
            }
            ending = how;
            consumers = List.copyOf(onEnd);
        }
        try {
            answer.close();
            call.onCancel(null);
        } finally {
            tellAll(consumers.iterator(), how);
        }
        return true;
    }

    /** Each of them, whatever the others throw: one gives the permit back. */
    private static void tellAll(Iterator<Consumer<Ending>> consumers, Ending how) {
        if (consumers.hasNext()) {
            try {
                consumers.next().accept(how);
            } finally {
                tellAll(consumers, how);
            }
        }
    }

    /** The next event; null if the stream is over. */
    private @Nullable E fetch() {
        try {
            while (!isOver()) {
                SseEvent event = events.next();
                if (event == null) {
                    endOfBody();
                    return null;
                }
                E value = taken(event);
                if (value != null) {
                    last = value;
                    return value;
                }
            }
            return null;
        } catch (IOException broken) {
            return brokenBy(broken);
        }
    }

    private @Nullable E taken(SseEvent event) {
        StreamItem<E> item = decoded(event);
        if (item instanceof StreamItem.Event<E> one) {
            return one.value();
        }
        if (item instanceof StreamItem.Failure<E> failure) {
            besideError = failure.last();
            last = besideError == null ? last : besideError;
            throw failed(classified(failure.classification(), event));
        }
        if (item instanceof StreamItem.End<E>) {
            end(Ending.WHOLE);
        }
        return null;
    }

    private StreamItem<E> decoded(SseEvent event) {
        try {
            return decoder.decode(event);
        } catch (JacksonException malformed) {
            throw failed(unreadable(event, ValueDecoder.fact(malformed)));
        } catch (Exception defect) {
            ClientException failure = unreadable(
                    event, "event decoder failed with " + defect.getClass().getSimpleName());
            failure.addSuppressed(Causes.redacted(defect));
            throw failed(failure);
        }
    }

    private ClientException unreadable(SseEvent event, String fact) {
        return failures.decoding(call, answer.head(), bytes(event), fact);
    }

    private ClientException classified(Classification meaning, SseEvent event) {
        call.answered(meaning.effectiveStatus(), meaning.providerRequestId().orElse(call.providerRequestId()));
        feedback.tell(call, meaning);
        return failures.response(call, answer.head(), meaning, bytes(event));
    }

    private void endOfBody() {
        if (!decoder.isComplete()) {
            throw failed(failures.truncated(call, "stream ended before its end marker", delivered, null));
        }
        end(Ending.WHOLE);
    }

    private @Nullable E brokenBy(IOException broken) {
        if (isOver()) {
            throwIfFailed();
            return null;
        }
        if (decoder.isEnded()) {
            end(Ending.WHOLE);
            return null;
        }
        throw failed(failure(broken));
    }

    private ClientException failure(IOException broken) {
        if (broken instanceof SseReader.EventTooLargeException tooLarge) {
            return failures.decoding(call, answer.head(), new byte[0], String.valueOf(tooLarge.getMessage()));
        }
        if (broken instanceof ZipException) {
            return failures.decoding(call, answer.head(), new byte[0], "broken gzip");
        }
        return failures.truncated(call, "stream broke off", delivered, broken);
    }

    /** A stream that failed goes on failing: an end without an exception would look whole. */
    private void throwIfFailed() {
        ClientException failure;
        synchronized (onEnd) {
            failure = ending == null ? null : ending.failure();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private ClientException failed(ClientException failure) {
        end(Ending.failed(failure));
        return failure;
    }

    private static byte[] bytes(SseEvent event) {
        return ("data: " + event.data()).getBytes(StandardCharsets.UTF_8);
    }

    /** The one iterator. */
    private final class Reading implements Iterator<E> {
        /** What {@code hasNext} promised is given, also when another thread has closed the stream since. */
        private boolean promised;

        @Override
        public boolean hasNext() {
            promised = isThere();
            return promised;
        }

        private boolean isThere() {
            if (isOver()) {
                throwIfFailed();
                return false;
            }
            if (ahead == null) {
                ahead = fetch();
            }
            return ahead != null;
        }

        @Override
        public E next() {
            if ((!promised && !hasNext()) || ahead == null) {
                throw new NoSuchElementException(
                        "stream " + call.operation().name() + " of " + call.provider() + " is over");
            }
            E value = ahead;
            ahead = null;
            promised = false;
            delivered++;
            return value;
        }
    }
}

package dev.sluice.exa;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.answer.AnswerChunk;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.research.ResearchEvent;
import dev.sluice.exa.search.SearchChunk;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the events of Exa's streams. None of them has an end marker that can be relied on ({@code /answer} was never seen to send
 * {@code [DONE]}), so a stream is whole when its last kind of event has come and nothing is left half read.
 *
 * @param <E> type of the events
 */
final class PayloadDecoder<E> implements EventDecoder<E> {
    private static final String DONE = "[DONE]";

    private final BiFunction<SseEvent, JsonNode, @Nullable E> reader;
    private final Predicate<E> last;
    private final SplitPayload payload = new SplitPayload();
    private boolean lastCame;

    private PayloadDecoder(BiFunction<SseEvent, JsonNode, @Nullable E> reader, Predicate<E> last) {
        this.reader = reader;
        this.last = last;
    }

    /** Text, citations, cost. */
    static EventDecoder<AnswerChunk> answer() {
        return new PayloadDecoder<>((event, tree) -> read(tree, AnswerChunk.class), AnswerChunk::isLast);
    }

    /** Events told apart by {@code type}. */
    static EventDecoder<SearchChunk> search() {
        return new PayloadDecoder<>((event, tree) -> read(tree, SearchChunk.class), SearchChunk::isDone);
    }

    /** Events told apart by the type inside, or else outside. */
    static EventDecoder<ResearchEvent> research() {
        return new PayloadDecoder<>(
                (event, tree) -> {
                    if (tree instanceof ObjectNode inside && !inside.has("eventType")) {
                        inside.put("eventType", event.type());
                    }
                    return read(tree, ResearchEvent.class);
                },
                ResearchEvent::isLast);
    }

    /** Events told apart by the type outside, with an id to go on after. */
    static EventDecoder<AgentEvent> agent() {
        return new PayloadDecoder<>(
                (event, tree) -> new AgentEvent(
                        event.lastEventId().isEmpty() ? null : event.lastEventId(), event.type(), tree, null, Map.of()),
                AgentEvent::isLast);
    }

    /** A whole answer, sent as a stream though none was asked for: {@code tag} progress, then complete (after Exa's own JavaScript client). */
    static <T> EventDecoder<T> whole(Class<T> type) {
        return new PayloadDecoder<>(
                (event, tree) -> {
                    if (!tree.has("tag")) {
                        return read(tree, type);
                    }
                    return tree.path("tag").asString("").equals("complete") ? read(tree.path("data"), type) : null;
                },
                answer -> true);
    }

    private static <T> T read(JsonNode tree, Class<T> type) {
        return ExaJson.MAPPER.treeToValue(tree, type);
    }

    @Override
    public StreamItem<E> decode(SseEvent event) {
        String text = event.data().strip();
        if (payload.isEmpty() && text.isEmpty()) {
            return StreamItem.skip();
        }
        if (text.equals(DONE)) {
            return payload.isEmpty() ? StreamItem.end() : StreamItem.skip();
        }
        JsonNode tree = payload.offer(event.data());
        if (tree == null) {
            return StreamItem.skip();
        }
        Classification error = StreamErrors.in(event, tree);
        if (error != null) {
            return StreamItem.error(error);
        }
        E value = reader.apply(event, tree);
        if (value == null) {
            return StreamItem.skip();
        }
        lastCame |= last.test(value);
        return StreamItem.event(value);
    }

    @Override
    public boolean isComplete() {
        return lastCame && payload.isEmpty();
    }

    @Override
    public boolean isEnded() {
        return isComplete();
    }
}

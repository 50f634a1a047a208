package dev.sluice.openrouter.responses;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the events of a stream add up to. Thread-safe: a stream may be closed while it is read. */
final class ResponseSoFar {

    private final StringBuilder text = new StringBuilder();
    private final List<ResponseItem> calls = new ArrayList<>();
    private @Nullable Response last;

    synchronized void add(ResponseEvent event) {
        text.append(event.textDelta());
        if (event.response() != null) {
            last = event.response();
        }
        ResponseItem item = event.item();
        if (item != null && item.isFunctionCall() && "response.output_item.done".equals(event.type())) {
            calls.add(item);
        }
    }

    synchronized String text() {
        return text.toString();
    }

    /** The calls that are whole. */
    synchronized List<ResponseItem> calls() {
        return List.copyOf(calls);
    }

    /** As it was told last; null before the first event about the whole. */
    synchronized @Nullable Response response() {
        return last;
    }
}

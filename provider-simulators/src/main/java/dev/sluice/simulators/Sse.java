package dev.sluice.simulators;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the events of a stream, each sent by itself after a pause. Not thread-safe. */
final class Sse {
    private final Duration pause;
    private final List<Answer.Part> parts = new ArrayList<>();

    Sse(Duration pause) {
        this.pause = pause;
    }

    /** An event that is data alone: JSON, or text as it stands. */
    Sse data(Object data) {
        return text("data: " + (data instanceof String text ? text : Json.text(data)) + "\n\n", pause);
    }

    /** An event with a type, and an id if there is one. */
    Sse event(@Nullable String id, String type, Object data) {
        String first = id == null ? "" : "id: " + id + "\n";
        return text(first + "event: " + type + "\ndata: " + Json.text(data) + "\n\n", pause);
    }

    /** A line that says nothing but that the connection lives. */
    Sse comment(String words) {
        return text(": " + words + "\n\n", pause);
    }

    /** Silence before what comes next. */
    Sse silence(Duration length) {
        return text("", length);
    }

    private Sse text(String text, Duration before) {
        parts.add(Answer.Part.of(before, text));
        return this;
    }

    /** The stream; its last byte comes with its end. */
    Answer answer() {
        parts.add(Answer.Part.of(Duration.ZERO, ""));
        return Answer.streamed("text/event-stream", parts).with("Cache-Control", "no-cache");
    }
}

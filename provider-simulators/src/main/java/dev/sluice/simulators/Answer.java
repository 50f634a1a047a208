package dev.sluice.simulators;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back: one part is sent with its length, several are streamed, each after its own pause. */
record Answer(int status, Map<String, String> headers, List<Part> parts) {

    /** A piece of a body and the silence before it. */
    static final class Part {
        private final Duration pause;
        private final byte[] bytes;

        Part(Duration pause, byte[] bytes) {
            this.pause = pause;
            this.bytes = bytes;
        }

        static Part of(Duration pause, String text) {
            return new Part(pause, text.getBytes(StandardCharsets.UTF_8));
        }

        Duration pause() {
            return pause;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    static Answer json(int status, Object body) {
        return bytes(status, "application/json; charset=utf-8", Json.bytes(body));
    }

    static Answer bytes(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), List.of(new Part(Duration.ZERO, body)));
    }

    static Answer streamed(String contentType, List<Part> parts) {
        return new Answer(200, Map.of("Content-Type", contentType), parts);
    }

    boolean isStreamed() {
        return parts.size() > 1;
    }

    Answer with(String header, String value) {
        return withHeaders(Map.of(header, value));
    }

    Answer withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, parts);
    }
}

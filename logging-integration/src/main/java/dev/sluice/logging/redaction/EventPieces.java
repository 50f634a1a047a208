package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds registered secrets that are spread over the events of a stream: a model that repeats a key does so in pieces, one in each event, and
 * no event has the key in it. Strings under the same name are looked at as one text, in the order of the events; every piece that holds
 * some of a secret goes whole. Rules by shape and by name are not applied across events.
 */
final class EventPieces {
    /** What is looked at behind what is shown, so that a secret which begins in the last shown piece is found. */
    static final int LOOK_AHEAD = 8_192;

    private final Map<String, Text> texts = new LinkedHashMap<>();

    /** A string in an event, at its place in the output, and in the text of its name. */
    private record Piece(int start, int end, int offset) {}

    private static final class Text {
        private final List<Piece> pieces = new ArrayList<>();
        private final Bytes whole = new Bytes();
    }

    /** Takes the strings of an event that was redacted and stands at {@code offset} of the output. */
    void add(String event, int offset) {
        byte[] json = event.getBytes(StandardCharsets.ISO_8859_1);
        String name = "";
        int i = 0;
        while (i < json.length) {
            if (json[i] != '"') {
                i++;
                continue;
            }
            int end = JsonStrings.end(json, i + 1, json.length);
            int next = end + 1;
            while (next < json.length && Scalars.isWhitespace(json[next])) {
                next++;
            }
            String raw = event.substring(i + 1, end);
            if (next < json.length && json[next] == ':') {
                name = raw;
            } else {
                add(name, raw, offset + i + 1);
            }
            i = end + 1;
        }
    }

    private void add(String name, String raw, int start) {
        Text text = texts.computeIfAbsent(name, none -> new Text());
        text.pieces.add(new Piece(start, start + raw.length(), text.whole.length()));
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        JsonStrings.unescape(bytes, 0, bytes.length, text.whole);
    }

    /** Hides what belongs to a secret. */
    void hide(StringBuilder out) {
        if (!Rule.EVENT_PIECES.applies()) {
            return;
        }
        List<Piece> hidden = new ArrayList<>();
        texts.values().forEach(text -> hidden.addAll(secret(text)));
        hidden.sort(Comparator.comparingInt(Piece::start).reversed());
        hidden.forEach(piece -> out.replace(piece.start(), piece.end(), Secret.REDACTED));
    }

    private static List<Piece> secret(Text text) {
        List<Piece> hidden = new ArrayList<>();
        for (SecretScanner.Span span : RegisteredSecrets.spans(text.whole)) {
            for (int i = 0; i < text.pieces.size(); i++) {
                Piece piece = text.pieces.get(i);
                int end = i + 1 < text.pieces.size() ? text.pieces.get(i + 1).offset() : text.whole.length();
                if (piece.offset() < span.end() && end > span.start()) {
                    hidden.add(piece);
                }
            }
        }
        return hidden;
    }
}

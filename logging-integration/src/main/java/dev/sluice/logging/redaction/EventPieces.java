package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds registered secrets that are spread over the events of a stream: a model that repeats a key does so in pieces, one in each event, and
 * no event has the key in it. Strings under the same name are looked at as one text, in the order of the events, and where choices or
 * tool calls take turns, told apart by a number {@code index} beside or above the string, those of each as well; every piece that holds some of
 * a secret goes whole. Rules by shape and by name are not applied across events.
 */
final class EventPieces {
    /** What is looked at behind what is shown, so that a secret which begins in the last shown piece is found. */
    static final int LOOK_AHEAD = 8_192;

    private final Map<String, List<Piece>> texts = new LinkedHashMap<>();

    /** A string in an event, at its place in the output, and of which choice it is. */
    private record Piece(int start, int end, String raw, String index) {}

    /** Takes the strings of an event that was redacted and stands at {@code offset} of the output. */
    void add(String event, int offset) {
        byte[] json = event.getBytes(StandardCharsets.ISO_8859_1);
        EventIndexes indexes = new EventIndexes(json);
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
                Piece piece = new Piece(offset + i + 1, offset + end, raw, indexes.at(i));
                texts.computeIfAbsent(name, none -> new ArrayList<>()).add(piece);
            }
            i = end + 1;
        }
    }

    /** Hides what belongs to a secret. */
    void hide(StringBuilder out) {
        if (!Rule.EVENT_PIECES.applies()) {
            return;
        }
        Set<Piece> hidden = new TreeSet<>(Comparator.comparingInt(Piece::start).reversed());
        texts.values().forEach(pieces -> {
            hidden.addAll(secret(pieces));
            Map<String, List<Piece>> choices = pieces.stream().collect(Collectors.groupingBy(Piece::index));
            if (choices.size() > 1) {
                choices.values().forEach(choice -> hidden.addAll(secret(choice)));
            }
        });
        hidden.forEach(piece -> out.replace(piece.start(), piece.end(), Secret.REDACTED));
    }

    /** The pieces of one text that hold some of a secret. */
    private static List<Piece> secret(List<Piece> pieces) {
        Bytes whole = new Bytes();
        int[] offsets = new int[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            byte[] bytes = pieces.get(i).raw().getBytes(StandardCharsets.UTF_8);
            JsonStrings.unescape(bytes, 0, bytes.length, whole);
            offsets[i + 1] = whole.length();
        }
        List<Piece> hidden = new ArrayList<>();
        for (SecretScanner.Span span : RegisteredSecrets.spans(whole)) {
            for (int i = 0; i < pieces.size(); i++) {
                if (offsets[i] < span.end() && offsets[i + 1] > span.start()) {
                    hidden.add(pieces.get(i));
                }
            }
        }
        return hidden;
    }
}

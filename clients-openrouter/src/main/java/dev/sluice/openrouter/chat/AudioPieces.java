package dev.sluice.openrouter.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Pieces of a streamed sound: data and transcript joined, the rest as it came last. */
final class AudioPieces {

    private final StringBuilder data = new StringBuilder();
    private final StringBuilder transcript = new StringBuilder();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private boolean sounded;
    private @Nullable String id;
    private @Nullable Long expiresAt;

    void add(@Nullable AnswerAudio piece) {
        if (piece == null) {
            return;
        }
        sounded = true;
        id = piece.id() == null ? id : piece.id();
        expiresAt = piece.expiresAt() == null ? expiresAt : piece.expiresAt();
        append(data, piece.data());
        append(transcript, piece.transcript());
        extra.putAll(piece.extra());
    }

    @Nullable
    AnswerAudio build() {
        return sounded ? new AnswerAudio(id, orNull(data), orNull(transcript), expiresAt, extra) : null;
    }

    private static void append(StringBuilder to, @Nullable String piece) {
        if (piece != null) {
            to.append(piece);
        }
    }

    private static @Nullable String orNull(StringBuilder text) {
        return text.isEmpty() ? null : text.toString();
    }
}

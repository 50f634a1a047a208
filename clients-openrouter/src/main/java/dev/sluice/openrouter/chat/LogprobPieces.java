package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.chat.Logprobs.TokenLogprob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Token probabilities of a stream: each chunk tells those of its own tokens. */
final class LogprobPieces {

    private final List<TokenLogprob> content = new ArrayList<>();
    private final List<TokenLogprob> refusal = new ArrayList<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private boolean told;

    void add(@Nullable Logprobs piece) {
        if (piece == null) {
            return;
        }
        told = true;
        content.addAll(Copies.present(piece.content()));
        refusal.addAll(Copies.present(piece.refusal()));
        extra.putAll(piece.extra());
    }

    @Nullable
    Logprobs build() {
        return told ? new Logprobs(orNull(content), orNull(refusal), extra) : null;
    }

    private static @Nullable List<TokenLogprob> orNull(List<TokenLogprob> tokens) {
        return tokens.isEmpty() ? null : tokens;
    }
}

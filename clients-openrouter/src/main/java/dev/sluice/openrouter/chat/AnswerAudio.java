package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The sound of an answer; of a stream a piece of it.
 *
 * @param id what a later request may refer to it by
 * @param data base64
 * @param transcript what is said
 * @param expiresAt seconds since the epoch
 * @param extra every other field, in wire order
 */
public record AnswerAudio(
        @Nullable String id,
        @Nullable String data,
        @Nullable String transcript,
        @JsonProperty("expires_at") @Nullable Long expiresAt,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public AnswerAudio {
        extra = Copies.map(extra);
    }
}

package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A piece of text in a stream, in the shape of a chat completion's chunk.
 *
 * @param index which alternative it belongs to; Exa sends one
 * @param delta the piece
 * @param finishReason why the text ended, on its last piece, such as {@code STOP}
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StreamChoice(
        @Nullable Integer index,
        @Nullable Delta delta,
        @JsonProperty("finish_reason") @Nullable String finishReason,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the map. */
    public StreamChoice {
        extra = Copies.map(extra);
    }

    /** The pieces of these choices in one text; empty if there are none. */
    public static String text(List<StreamChoice> choices) {
        return Copies.present(choices).stream()
                .map(StreamChoice::delta)
                .filter(Objects::nonNull)
                .map(Delta::content)
                .filter(Objects::nonNull)
                .collect(Collectors.joining());
    }

    /**
     * What is new.
     *
     * @param role {@code assistant}
     * @param content the piece of text
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Delta(
            @Nullable String role,
            @Nullable String content,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Delta {
            extra = Copies.map(extra);
        }
    }
}

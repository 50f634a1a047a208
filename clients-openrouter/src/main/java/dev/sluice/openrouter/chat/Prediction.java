package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What most of the answer will say, for example a text that is to be changed in places: such answers come faster.
 *
 * @param type {@code content}
 * @param content the expected text
 * @param extra every other field, in wire order
 */
public record Prediction(
        @Nullable String type,
        @Nullable Content content,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Prediction {
        extra = Copies.map(extra);
    }

    /** This text. */
    public static Prediction of(String text) {
        return new Prediction("content", Content.of(text), Map.of());
    }
}

package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A file of a message.
 *
 * @param filename its name
 * @param fileData its address, or a {@code data:} address that carries it
 * @param fileId the id of an uploaded file
 * @param extra every other field, in wire order
 */
public record FileContent(
        @Nullable String filename,
        @JsonProperty("file_data") @Nullable String fileData,
        @JsonProperty("file_id") @Nullable String fileId,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public FileContent {
        extra = Copies.map(extra);
    }
}

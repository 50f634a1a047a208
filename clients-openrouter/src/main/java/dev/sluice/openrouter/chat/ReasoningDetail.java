package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One block of reasoning, for reading. What goes back to the model is {@link ChatMessage#reasoningDetails()},
 * unmodified.
 *
 * @param type {@code reasoning.text}, {@code reasoning.summary}, {@code reasoning.encrypted}, {@code
 *     reasoning.server_tool_call}, …; an open set
 * @param text the text of a text block
 * @param summary the text of a summary
 * @param data an encrypted block
 * @param signature the provider's mark
 * @param id the provider's id
 * @param format {@code anthropic-claude-v1}, {@code openai-responses-v1}, …; an open set
 * @param index its position
 * @param extra every other field, in wire order
 */
public record ReasoningDetail(
        @Nullable String type,
        @Nullable String text,
        @Nullable String summary,
        @Nullable String data,
        @Nullable String signature,
        @Nullable String id,
        @Nullable String format,
        @Nullable Integer index,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ReasoningDetail {
        extra = Copies.map(extra);
    }
}

package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a provider with explicit breakpoints keeps prompts.
 *
 * @param mode {@code explicit}
 * @param ttl how long, for example {@code 1h}
 * @param extra every other field, in wire order
 */
public record PromptCacheOptions(
        @Nullable String mode,
        @Nullable String ttl,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public PromptCacheOptions {
        extra = Copies.map(extra);
    }
}

package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How probable the tokens of an answer were.
 *
 * @param content of the text
 * @param refusal of a refusal
 * @param extra every other field, in wire order
 */
public record Logprobs(
        @Nullable List<TokenLogprob> content,
        @Nullable List<TokenLogprob> refusal,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Logprobs {
        content = Copies.presentOrNull(content);
        refusal = Copies.presentOrNull(refusal);
        extra = Copies.map(extra);
    }

    /**
     * One token.
     *
     * @param token its text
     * @param logprob natural logarithm of its probability
     * @param bytes its text in UTF-8
     * @param topLogprobs the likeliest tokens at this place
     * @param extra every other field, in wire order
     */
    public record TokenLogprob(
            @Nullable String token,
            @Nullable BigDecimal logprob,
            @Nullable List<Integer> bytes,
            @JsonProperty("top_logprobs") @Nullable List<TokenLogprob> topLogprobs,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public TokenLogprob {
            bytes = Copies.presentOrNull(bytes);
            topLogprobs = Copies.presentOrNull(topLogprobs);
            extra = Copies.map(extra);
        }
    }
}

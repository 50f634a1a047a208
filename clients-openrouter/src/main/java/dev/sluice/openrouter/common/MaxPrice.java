package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The most a provider may charge, in USD: per million tokens, per request, per image. Providers above are not asked.
 *
 * @param prompt per million prompt tokens
 * @param completion per million completion tokens
 * @param request per request
 * @param image per image
 * @param audio per audio unit
 * @param extra every other field, in wire order
 */
public record MaxPrice(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal prompt,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal completion,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal request,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal image,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal audio,

        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public MaxPrice {
        extra = Copies.map(extra);
    }

    /** For tokens alone. */
    public static MaxPrice tokens(BigDecimal prompt, BigDecimal completion) {
        return new MaxPrice(prompt, completion, null, null, null, Map.of());
    }
}

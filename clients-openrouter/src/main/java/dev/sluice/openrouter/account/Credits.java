package dev.sluice.openrouter.account;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the account has bought and used, in USD.
 *
 * @param totalCredits bought
 * @param totalUsage used
 * @param extra every other field, in wire order
 */
public record Credits(
        @JsonProperty("total_credits") @Nullable BigDecimal totalCredits,
        @JsonProperty("total_usage") @Nullable BigDecimal totalUsage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Credits {
        extra = Copies.map(extra);
    }

    /** What is left; below zero where more was used than bought. Empty where the answer did not tell both. */
    public Optional<BigDecimal> remaining() {
        return totalCredits == null || totalUsage == null
                ? Optional.empty()
                : Optional.of(totalCredits.subtract(totalUsage));
    }
}

package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.internal.Used;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the quotas tokens and usd are settled with. */
class ChatCostsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":"gen-1","usage":{"total_tokens":42,"cost":0.0012}}                              | gen-1 | 42 | 0.0012
            {"usage":{"total_tokens":42}}                                                         |       | 42 |
            {"usage":{"cost":0.1,"is_byok":true,"cost_details":{"upstream_inference_cost":0.2}}}  |       |    | 0.3
            {"id":"gen-1","usage":null}                                                           | gen-1 |    |
            {}                                                                                    |       |    |
            """)
    void usage_ofAnAnswerOrAChunk_isWhatWasUsed(
            String json, @Nullable String id, @Nullable Long tokens, @Nullable BigDecimal usd) {
        Used expected = new Used(id, tokens, Optional.ofNullable(usd));

        assertThat(ChatCosts.used(OpenRouterJson.mapper().readValue(json, ChatCompletion.class)))
                .isEqualTo(expected);
        assertThat(ChatCosts.used(OpenRouterJson.mapper().readValue(json, ChatChunk.class)))
                .isEqualTo(expected);
    }
}

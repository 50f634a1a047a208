package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.CallSettler.ActualCost;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the quotas tokens and usd are settled with. */
class ChatCostsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"usage":{"total_tokens":42,"cost":0.0012}}                                           | {tokens=42, usd=0.0012}
            {"usage":{"total_tokens":42}}                                                         | {tokens=42}
            {"usage":{"total_tokens":-1,"cost":-0.5}}                                             | {}
            {"usage":{"cost":0.1,"is_byok":true,"cost_details":{"upstream_inference_cost":0.2}}}   | {usd=0.3}
            {"usage":null}                                                                        | {}
            {}                                                                                    | {}
            """)
    void usage_ofAnAnswerOrAChunk_isWhatWasUsed(String json, String used) {
        assertThat(settled(OpenRouterJson.mapper().readValue(json, ChatCompletion.class)))
                .hasToString(used);
        assertThat(settled(OpenRouterJson.mapper().readValue(json, ChatChunk.class)))
                .hasToString(used);
    }

    private static Map<String, Object> settled(Object answer) {
        Map<String, Object> used = new LinkedHashMap<>();
        ChatCosts.settle(answer, new ActualCost() {
            @Override
            public ActualCost used(String quota, long amount) {
                used.put(quota, amount);
                return this;
            }

            @Override
            public ActualCost used(String quota, BigDecimal amount) {
                used.put(quota, amount);
                return this;
            }

            @Override
            public ActualCost usedNothing() {
                used.put("everything", 0);
                return this;
            }
        });
        return used;
    }
}

package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.openrouter.internal.OpenRouterJson;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TotalUsageTest {
    @Test
    void plus_sumsTokensAndExactCost_andCountsWhatDidNotTell() {
        TotalUsage sum = TotalUsage.NONE
                .plus(answer("{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15,\"cost\":0.1}"))
                .plus(
                        answer(
                                "{\"prompt_tokens\":1,\"cost\":0.2,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":3.4e-7}}"))
                .plus(answer("{\"total_tokens\":4}"))
                .plus(answer("null"));

        assertThat(sum).isEqualTo(new TotalUsage(4, 2, 11, 5, 19, new BigDecimal("0.30000034")));
    }

    private static ChatCompletion answer(String usage) {
        return OpenRouterJson.mapper().readValue("{\"usage\":" + usage + "}", ChatCompletion.class);
    }
}

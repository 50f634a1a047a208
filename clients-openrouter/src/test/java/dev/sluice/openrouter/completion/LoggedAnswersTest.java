package dev.sluice.openrouter.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedAnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"total_tokens\":7} | 7 | 0",
                "{\"total_tokens\":7,\"prompt_tokens\":4} | 4 | 3",
                "{\"total_tokens\":7,\"completion_tokens\":4} | 3 | 4",
                "{\"total_tokens\":1,\"completion_tokens\":4} | 0 | 4",
                "{\"prompt_tokens\":4} | 4 | 0",
            })
    void tokens_whatIsMissing_isTheRestOfTheTotal(String usage, long read, long written) {
        assertThat(LoggedAnswers.tokens(usage(usage))).satisfies(tokens -> {
            assertThat(tokens.promptTokens()).isEqualTo(read);
            assertThat(tokens.completionTokens()).isEqualTo(written);
        });
    }

    @Test
    void of_usageThatTellsNothing_hasNeitherTokensNorCost() {
        CompletionAnswer answer = LoggedAnswers.of("x", List.of(), usage("{}"));

        assertThat(answer.usage()).isNull();
        assertThat(answer.costUsd()).isNull();
    }

    @Test
    void of_costWithoutTokens_isKept() {
        assertThat(LoggedAnswers.of("x", List.of(), usage("{\"cost\":0.5}")).costUsd())
                .isEqualTo(new BigDecimal("0.5"));
    }

    @Test
    void of_callsWithoutText_areShown_thoseBesideTextAreNot() {
        List<Map<String, String>> calls = List.of(Map.of("name", "trade"));

        assertThat(LoggedAnswers.of("", calls, null).text()).isEqualTo("[{\"name\":\"trade\"}]");
        assertThat(LoggedAnswers.of("I trade", calls, null).text()).isEqualTo("I trade");
    }

    @Test
    void of_callsThatCannotBeWritten_areLeftOut() {
        record Broken() {
            @com.fasterxml.jackson.annotation.JsonProperty("x")
            String broken() {
                throw new IllegalStateException("no");
            }
        }
        assertThat(LoggedAnswers.of("", List.of(new Broken()), null).text()).isEmpty();
    }

    private static Usage usage(String json) {
        return OpenRouterJson.mapper().readValue(json, Usage.class);
    }
}

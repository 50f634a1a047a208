package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final String JSON = "{\"action\":\"BUY\",\"confidence\":0.70,\"rationale\":\"clouds\"}";

    @ParameterizedTest
    @ValueSource(strings = {JSON, "Sure:\n```json\n" + JSON + "\n```", "  " + JSON + "\n"})
    void parse_findsTheObjectInItsWords(String text) {
        assertThat(Answer.parse(text)).isEqualTo(new Answer("BUY", new BigDecimal("0.70"), "clouds"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I would buy",
                "}{",
                "{not json}",
                "{\"action\":\"PANIC\",\"confidence\":0.7,\"rationale\":\"r\"}",
                "{\"action\":\"BUY\",\"confidence\":\"high\",\"rationale\":\"r\"}",
                "{\"action\":\"BUY\",\"confidence\":0.7}"
            })
    void parse_refusesWhatIsNoDecision_withoutQuotingIt(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Answer.parse(text))
                .withMessageContaining("no decision")
                .withMessageNotContaining("PANIC");
    }

    @Test
    void program_isTheFirstPythonBlock() {
        assertThat(Answer.program("Here:\n```python\nprint(1)\n```\nand\n```python\nprint(2)\n```"))
                .isEqualTo("print(1)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "print(1)", "```python\nprint(1)", "```\nprint(1)\n```"})
    void program_refusesTextWithoutOne(String text) {
        assertThatIllegalStateException().isThrownBy(() -> Answer.program(text)).withMessageContaining("no program");
    }
}

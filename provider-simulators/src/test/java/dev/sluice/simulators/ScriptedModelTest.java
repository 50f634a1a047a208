package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScriptedModelTest {
    private static final String SYSTEM =
            "Answer with a JSON object with the fields action (BUY_YES, BUY_NO or HOLD), confidence and rationale.";

    private final ScriptedModel model = new ScriptedModel(1);

    @Test
    void answer_decisionAsked_isAJsonObjectWithAnOfferedAction() {
        TreeSet<String> actions = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            JsonNode decision = Http.MAPPER.readTree(ask(SYSTEM, "odds " + i));
            assertThat(decision.propertyNames()).containsExactly("action", "confidence", "rationale");
            assertThat(decision.path("confidence").decimalValue()).isBetween(new BigDecimal("0.5"), BigDecimal.ONE);
            assertThat(decision.path("rationale").asString()).isNotBlank();
            actions.add(decision.path("action").asString());
        }
        assertThat(actions).containsExactly("BUY_NO", "BUY_YES", "HOLD");
    }

    @Test
    void answer_actionsInQuotes_keepTheirSpelling() {
        String system = "JSON with action (\"buy\" or \"sell\"), confidence, rationale";
        assertThat(Http.MAPPER.readTree(ask(system, "x")).path("action").asString())
                .isIn("buy", "sell");
    }

    @Test
    void answer_noActionsOffered_choosesAmongThree() {
        assertThat(Http.MAPPER
                        .readTree(ask("JSON: action, confidence, rationale", "x"))
                        .path("action")
                        .asString())
                .isIn("BUY", "SELL", "HOLD");
    }

    @Test
    void answer_sameConversation_isTheSame_otherSeedMayDiffer() {
        assertThat(ask(SYSTEM, "odds")).isEqualTo(ask(SYSTEM, "odds"));
        List<String> bySeed = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            bySeed.add(new ScriptedModel(seed).answer(messages(SYSTEM, "odds")));
        }
        assertThat(new TreeSet<>(bySeed)).hasSizeGreaterThan(5);
    }

    @Test
    void answer_codeAsked_isAProgramThatHoldsTheDecision() {
        String answer = ask(SYSTEM, "Please write Python code that decides.");

        assertThat(answer).contains("```python\n").endsWith("\n```");
        String program = answer.substring(answer.indexOf("```python\n") + 10, answer.lastIndexOf("\n```"));
        assertThat(program).startsWith("import json\n").endsWith("print(json.dumps(decision))");
        String literal = program.lines()
                .filter(line -> line.startsWith("decision = "))
                .findFirst()
                .orElseThrow();
        assertThat(Http.MAPPER.readTree(literal.substring(11)).has("action")).isTrue();
    }

    @Test
    void textOf_joinsTextPartsAndSkipsOthers() {
        assertThat(
                        ScriptedModel.textOf(
                                Http.MAPPER.readTree(
                                        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\"},{\"type\":\"text\",\"text\":\"b\"}]")))
                .isEqualTo("ab");
    }

    private String ask(String system, String user) {
        return model.answer(messages(system, user));
    }

    private static JsonNode messages(String system, String user) {
        return Http.MAPPER.valueToTree(
                List.of(Map.of("role", "system", "content", system), Map.of("role", "user", "content", user)));
    }
}

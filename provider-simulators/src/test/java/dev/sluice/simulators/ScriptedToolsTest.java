package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ScriptedToolsTest {
    private static final String TOOLS = """
            "tools":[{"type":"openrouter:datetime"},
             {"type":"function","function":{"name":"price","parameters":{"type":"object","properties":{"symbol":{"type":"string"}}}}},
             {"type":"function","function":{"name":"orders","parameters":{"type":"object","properties":{}}}}]""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What does 'X' cost? | | price",
                "price and orders of 'X' | | price orders",
                "any orders? | | orders",
                "price? | \"none\" | ''",
                "hello | \"required\" | price",
                "price? | {\"type\":\"function\",\"function\":{\"name\":\"orders\"}} | orders",
            })
    void calls_asked_areTheNamedFunctions_orTheFirst_orTheChosen(
            String question, @Nullable String choice, String called) {
        String more = choice == null ? "" : ",\"tool_choice\":" + choice;

        List<Map<String, @Nullable Object>> calls =
                script(user(question), TOOLS + more).calls();

        assertThat(calls.stream().map(call -> tree(call).at("/function/name").asString()))
                .containsExactly(called.isEmpty() ? new String[0] : called.split(" "));
        assertThat(calls.stream().map(call -> call.get("id"))).doesNotHaveDuplicates();
    }

    @Test
    void calls_argumentsOfAFunction_takeTheQuotedText() {
        Map<String, @Nullable Object> call =
                script(user("What does 'ACME' cost?"), TOOLS).calls().get(0);

        assertThat(tree(call).at("/function/arguments").asString()).isEqualTo("{\"symbol\":\"ACME\"}");
    }

    @Test
    void answer_toldByTools_repeatsThem_unlessMoreCallsAreRequired() {
        String told = user("price?") + ",{\"role\":\"tool\",\"content\":\"1\"},{\"role\":\"tool\",\"content\":\"2\"}";

        assertThat(script(told, TOOLS).calls()).isEmpty();
        assertThat(script(told, TOOLS).answer()).isEqualTo("The tools say: 1 And: 2");
        assertThat(script(told, TOOLS + ",\"tool_choice\":\"required\"").calls())
                .hasSize(1);
    }

    @Test
    void answer_nothingAsked_isLeftToTheModel() {
        ScriptedTools plain = script(user("hello"), "\"x\":1");

        assertThat(plain.calls()).isEmpty();
        assertThat(plain.answer()).isNull();
    }

    @Test
    void answer_schemaAsked_followsIt() {
        String format =
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"object\","
                        + "\"properties\":{\"side\":{\"enum\":[\"BUY\",\"SELL\"]}}}}}";

        String answer = script(user("hello"), format).answer();

        assertThat(answer).isIn("{\"side\":\"BUY\"}", "{\"side\":\"SELL\"}");
        assertThat(script(user("hello"), format).answer()).isEqualTo(answer);
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    private static ScriptedTools script(String messages, String more) {
        return new ScriptedTools(1, Http.MAPPER.readTree("{\"messages\":[" + messages + "]," + more + "}"));
    }

    private static JsonNode tree(Map<String, @Nullable Object> call) {
        return Http.MAPPER.valueToTree(call);
    }
}

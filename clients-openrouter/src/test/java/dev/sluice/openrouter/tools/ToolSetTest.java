package dev.sluice.openrouter.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolSetTest {
    record Query(String symbol) {}

    @Test
    void of_annotatedMethods_areToolsSortedByName() {
        ToolSet tools = ToolSet.of(new Desk());

        assertThat(tools.names()).containsExactly("await", "breakDown", "fail", "orders-of", "price", "remember");
        assertThat(OpenRouterJson.mapper()
                        .writeValueAsString(tools.definitions().get(4).function()))
                .contains(
                        "\"name\":\"price\",\"description\":\"The last price of a symbol, in USD.\",\"parameters\":{\"type\":\"object\","
                                + "\"properties\":{\"symbol\":{\"type\":\"string\",\"description\":\"Ticker\"},"
                                + "\"days\":{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}},"
                                + "\"required\":[\"symbol\",\"days\"],\"additionalProperties\":false},\"strict\":true}");
    }

    @Test
    void methods_ofAnInheritedClass_areToolsToo() {
        class Base {
            @ToolFunction(description = "d")
            String inherited() {
                return "i";
            }
        }
        class Derived extends Base {
            @ToolFunction(description = "d")
            String own() {
                return "o";
            }
        }

        assertThat(ToolSet.of(new Derived()).names()).containsExactly("inherited", "own");
    }

    @Test
    void call_argumentsAsTheModelWroteThem_reachTheMethod() throws Exception {
        ToolSet tools = ToolSet.of(new Desk());

        assertThat(call(tools, "price", "{\"symbol\":\"X\",\"days\":2}")).hasToString("{X=3.10}");
        assertThat(call(tools, "orders-of", "")).hasToString("[]");
        assertThat(call(tools, "remember", "{\"text\":\"t\"}")).isEqualTo("done");
    }

    @Test
    void function_ofARecord_isCalledWithIt() throws Exception {
        ToolSet tools = ToolSet.builder()
                .function("look_up", "Looks up.", Query.class, query -> query.symbol() + "!")
                .build();

        assertThat(call(tools, "look_up", "{\"symbol\":\"X\"}")).isEqualTo("X!");
        assertThat(tools.find("other")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "straße", "12345678901234567890123456789012345678901234567890123456789012345"})
    void function_unusableName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolSet.builder().function(name, "d", Query.class, query -> ""))
                .withMessageContaining("no usable name");
    }

    @Test
    void builder_whatCannotBeATool_isRefused() {
        ToolSet.Builder builder = ToolSet.builder().function("a", "d", Query.class, query -> "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.function("a", "d", Query.class, query -> ""))
                .withMessage("tool a: twice (expected: names that differ)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.function("b", " ", Query.class, query -> ""))
                .withMessageContaining("no description");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.methods("text"))
                .withMessageStartingWith("java.lang.String: no tools");
    }

    private static Object call(ToolSet tools, String name, String arguments) throws Exception {
        return Objects.requireNonNull(Objects.requireNonNull(tools.find(name)).call(arguments));
    }
}

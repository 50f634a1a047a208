package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTreesTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1.0,\"b\":2} | {\"b\":2.00,\"a\":1}",
                "3.4e-7 | 0.00000034",
                "{\"a\":null} | {}",
                "[1,{\"x\":null}] | [1.0,{}]",
                "{\"a\":[]} | {}",
            })
    void sameMeaning_noDifference(String expected, String actual) {
        assertThat(differences(expected, actual)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"b\":1}} | {\"a\":{\"b\":2}} | $.a.b: expected 1 but was 2",
                "{\"a\":1} | {} | $.a: expected 1 but was (absent)",
                "{} | {\"a\":1} | $.a: expected (absent) but was 1",
                "[1,2] | [1] | $: expected [1,2] but was [1]",
                "1 | \"1\" | $: expected 1 but was \"1\"",
            })
    void otherMeaning_namesThePlace(String expected, String actual, String difference) {
        assertThat(differences(expected, actual)).containsExactly(difference);
    }

    @Test
    void byValue_theEmptyListIsSomething() {
        assertThat(JsonTrees.valueDifferences(
                        JSON.readTree("{\"a\":null,\"b\":[],\"c\":1}"), JSON.readTree("{\"c\":1.0}")))
                .containsExactly("$.b: expected [] but was (absent)");
    }

    @Test
    void strict_tellsNullAndEmptyListFromAbsent() {
        assertThat(JsonTrees.strictDifferences(JSON.readTree("{\"a\":null,\"b\":[]}"), JSON.readTree("{}")))
                .containsExactly("$.a: expected null but was (absent)", "$.b: expected [] but was (absent)");
    }

    private static List<String> differences(String expected, String actual) {
        return JsonTrees.differences(JSON.readTree(expected), JSON.readTree(actual));
    }
}

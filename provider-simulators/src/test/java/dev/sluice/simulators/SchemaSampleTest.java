package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SchemaSampleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"string\"} | \"said\"",
                "{\"type\":\"string\",\"format\":\"date\"} | \"2026-01-02\"",
                "{\"const\":7} | 7",
                "{\"enum\":[\"a\"]} | \"a\"",
                "{\"type\":[\"string\",\"null\"]} | \"said\"",
                "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]} | \"said\"",
                "{\"type\":\"array\",\"items\":{\"type\":\"string\"}} | [\"said\"]",
                "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}} | {}",
                "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"const\":1}}} | 1",
                "{} | null",
            })
    void json_followsTheSchema(String schema, String expected) {
        assertThat(sample(schema, "said", 1)).hasToString(expected);
    }

    @Test
    void json_numbers_areOfTheirTypeAndOfTheSeed() {
        String schema = "{\"type\":\"object\",\"properties\":{\"i\":{\"type\":\"integer\"},\"n\":{\"type\":\"number\"},"
                + "\"b\":{\"type\":\"boolean\"},\"s\":{\"type\":\"string\"}}}";

        JsonNode sample = sample(schema, "", 1);

        assertThat(sample.propertyNames()).containsExactly("i", "n", "b", "s");
        assertThat(sample.path("i").isIntegralNumber()).isTrue();
        assertThat(sample.path("n").decimalValue().scale()).isPositive();
        assertThat(sample.path("s").asString()).isEqualTo("s");
        assertThat(sample(schema, "", 1)).isEqualTo(sample);
        assertThat(sample(schema, "", 2)).isNotEqualTo(sample);
    }

    @Test
    void json_schemaInsideItself_ends() {
        JsonNode tree = sample(
                "{\"type\":\"object\",\"properties\":{\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}},"
                        + "\"next\":{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]}}}",
                "",
                1);

        assertThat(tree.at("/children/0/children").isArray()).isTrue();
    }

    private static JsonNode sample(String schema, String text, long seed) {
        return Http.MAPPER.readTree(new SchemaSample(Http.MAPPER.readTree(schema), text, seed).json());
    }
}

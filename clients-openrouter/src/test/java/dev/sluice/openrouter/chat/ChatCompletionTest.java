package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.openrouter.common.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ChatCompletionTest {

    private static final JsonMapper JSON = ChatJson.mapper();

    @Test
    void read_unknownFieldsAndWords_areKeptAndWrittenBack() {
        String wire =
                "{\"id\":\"gen-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\","
                        + "\"mood\":{\"b\":null,\"a\":1.10}},\"finish_reason\":\"end_turn\",\"weather\":\"fine\"}],"
                        + "\"service_tier\":\"standard\",\"tomorrow\":[1,null]}";

        ChatCompletion read = JSON.readValue(wire, ChatCompletion.class);

        assertThat(read.finishReason()).contains(new FinishReason("end_turn"));
        assertThat(read.serviceTier()).isEqualTo("standard");
        assertThat(read.extra()).containsOnlyKeys("tomorrow");
        assertThat(JSON.writeValueAsString(read)).isEqualTo(wire);
    }

    @Test
    void read_nothingButNulls_isEmptyNotAFailure() {
        ChatCompletion read = JSON.readValue(
                "{\"id\":null,\"choices\":[null,{\"message\":null,\"finish_reason\":null}],\"usage\":null}",
                ChatCompletion.class);

        assertThat(read.text()).isEmpty();
        assertThat(read.toolCalls()).isEmpty();
        assertThat(read.finishReason()).isEmpty();
        assertThat(read.message()).isEmpty();
        assertThat(read.createdAt()).isEmpty();
        assertThat(read.choices()).hasSize(1);
    }

    @Test
    void read_completionNestedUnderProvider_isUnwrapped() {
        ChatCompletion read = JSON.readValue(
                "{\"id\":null,\"choices\":null,\"provider\":{\"id\":\"gen-2\",\"provider\":\"Foo\","
                        + "\"choices\":[{\"message\":{\"content\":\"inside\"}}],\"usage\":{\"cost\":0.10}}}",
                ChatCompletion.class);

        assertThat(read.id()).isEqualTo("gen-2");
        assertThat(read.provider()).isEqualTo("Foo");
        assertThat(read.text()).isEqualTo("inside");
        assertThat(Objects.requireNonNull(read.usage()).cost()).isEqualTo(new BigDecimal("0.10"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "{\\"symbol\\":\\"ACME\\"}" | {"symbol":"ACME"}
            {"symbol":"ACME"}            | {"symbol":"ACME"}
            "not json"                   | not json
            [1,2]                        | [1,2]
            """)
    void read_argumentsOfAToolCall_areTheirText_alsoWhereTheyAreJsonAlready(String wire, String arguments) {
        ChatCompletion read = JSON.readValue(
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"price\",\"arguments\":"
                        + wire + "}}]}}]}",
                ChatCompletion.class);

        assertThat(read.toolCalls().get(0).arguments()).isEqualTo(arguments);
    }

    @Test
    void createdAt_absurdNumber_isNoMoment() {
        assertThat(JSON.readValue("{\"created\":" + Long.MAX_VALUE + "}", ChatCompletion.class)
                        .createdAt())
                .isEmpty();
        assertThat(JSON.readValue("{\"created\":1780944435}", ChatCompletion.class)
                        .createdAt())
                .contains(Instant.ofEpochSecond(1_780_944_435));
    }

    @Test
    void read_contentInParts_isTheirTextsTogether() {
        ChatCompletion read = JSON.readValue(
                "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}},{\"type\":\"text\",\"text\":\"b\"}]}}]}",
                ChatCompletion.class);

        assertThat(read.text()).isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"cost\":0.5} | 0.5",
                "{\"cost\":0} | 0",
                "{\"cost\":3.4e-7,\"is_byok\":false,\"cost_details\":{\"upstream_inference_cost\":2}} | 3.4E-7",
                "{\"cost\":0.05,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":1.00}} | 1.05",
                "{\"cost\":0.05,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":null}} | 0.05",
                "{\"cost\":0.05,\"is_byok\":true} | 0.05",
                "{\"cost\":1e1000000} |",
                "{\"cost\":1,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":1e-1000000}} | 1",
                "{\"total_tokens\":3} |",
            })
    void totalCost_addsTheUpstreamPriceOnlyOnTheUsersOwnKey(String usage, @Nullable BigDecimal expected) {
        Usage read = JSON.readValue(usage, Usage.class);

        if (expected == null) {
            assertThat(read.totalCost()).isEmpty();
        } else {
            assertThat(read.totalCost())
                    .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo(expected));
        }
    }
}

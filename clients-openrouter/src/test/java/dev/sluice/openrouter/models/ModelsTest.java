package dev.sluice.openrouter.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.error.DecodingException;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import dev.sluice.openrouter.internal.OpenRouterJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {

    private Wire wire = new Wire(1);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void list_ofAQuery_sendsWhatIsSet() {
        wire.answersAt("/models", Answers.json(200, "{\"data\":[{\"id\":\"a/b\"}],\"total_count\":1}"));

        ModelList list = wire.client
                .models()
                .list(ModelQuery.builder()
                        .q("gpt")
                        .supportedParameters("tools", "response_format")
                        .maxPrice(0.5)
                        .zdr(true)
                        .build());

        assertThat(list.totalCount()).isEqualTo(1);
        assertThat(wire.request().queryParameter("q").firstValue()).isEqualTo("gpt");
        assertThat(wire.request().queryParameter("supported_parameters").firstValue())
                .isEqualTo("tools,response_format");
        assertThat(wire.request().queryParameter("max_price").firstValue()).isEqualTo("0.5");
        assertThat(wire.request().queryParameter("zdr").firstValue()).isEqualTo("true");
        assertThat(wire.request().queryParameter("offset").isPresent()).isFalse();
    }

    @Test
    void list_serverErrorThenModels_isRepeated() {
        wire.close();
        wire = new Wire(3);
        wire.answersAt("/models", Answers.json(503, "{}"), Answers.json(200, "{\"data\":[{\"id\":\"a/b\"}]}"));

        assertThat(wire.client.models().list()).hasSize(1);
        assertThat(wire.call().attempts()).isEqualTo(2);
        assertThat(wire.call().operation()).isEqualTo("models");
    }

    @Test
    void find_idWithASuffix_isOnePathSegmentPerPart() {
        wire.answersAt("/model/a/b%3Afree", Answers.json(200, "{\"data\":{\"id\":\"a/b:free\"}}"));

        assertThat(wire.client.models().find("a/b:free").orElseThrow().isFree()).isTrue();
    }

    @Test
    void find_unknownModel_isEmpty() {
        wire.answersAt("/model/a/b", Answers.json(404, "{\"error\":{\"code\":404,\"message\":\"no\"}}"));

        assertThat(wire.client.models().find("a/b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpt", "a/", "/b", "a/b/c", "../b", "a/.."})
    void find_whatIsNoId_isRefusedBeforeItIsSent(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.client.models().find(id))
                .withMessageContaining("author/slug");
        assertThat(wire.calls).isEmpty();
    }

    @Test
    void count_withoutItsEnvelope_isUnreadable() {
        wire.answersAt("/models/count", Answers.json(200, "{\"count\":3}"));

        assertThatThrownBy(() -> wire.client.models().count()).isInstanceOf(DecodingException.class);
    }

    @Test
    void pricing_smallPrices_areWrittenAsTheyCame() {
        String json =
                "{\"prompt\":\"0.00000005\",\"completion\":\"0\",\"overrides\":[{\"prompt\":\"0.0000001\",\"min_prompt_tokens\":200000}]}";

        Pricing pricing = OpenRouterJson.mapper().readValue(json, Pricing.class);

        assertThat(OpenRouterJson.mapper().writeValueAsString(pricing))
                .isEqualTo(json.replace(
                        "{\"prompt\":\"0.0000001\",\"min_prompt_tokens\":200000}",
                        "{\"min_prompt_tokens\":200000,\"prompt\":\"0.0000001\"}"));
    }
}

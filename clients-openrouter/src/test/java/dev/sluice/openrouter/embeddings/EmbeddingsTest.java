package dev.sluice.openrouter.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import dev.sluice.openrouter.chat.ContentPart;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EmbeddingsTest {

    private static final JsonMapper JSON = OpenRouterJson.mapper();
    private static final EmbeddingRequest HELLO =
            EmbeddingRequest.to("a/b").input("hello").build();

    private final Wire wire = new Wire(1);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void embed_base64_isTheSameAsNumbers() {
        // 0.5 and -2.0 as 32-bit floats, the lowest byte first
        wire.answersAt(
                "/embeddings",
                Answers.json(
                        200,
                        "{\"data\":[{\"index\":1,\"embedding\":\"AAAAPwAAAMA=\"},{\"index\":0,\"embedding\":[0.5,-2]}]}"));

        List<Vector> vectors = wire.client.embeddings().embed(HELLO).vectors();

        assertThat(vectors.get(0).values()).containsExactly(0.5, -2);
        assertThat(vectors.get(1).values()).containsExactly(0.5, -2);
        assertThat(vectors.get(0).cosine(vectors.get(1))).isEqualTo(1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(vectors.get(0)).isEqualTo(Vector.of(0.5, -2)).isNotEqualTo(vectors.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"index\":0,\"embedding\":null},{\"index\":1,\"embedding\":[1]}",
                "{\"index\":1,\"embedding\":[1]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[2]}",
                "{\"embedding\":[1]},{\"embedding\":null}",
            })
    void vectors_ofWhichOneIsMissing_areNotGivenToOtherInputs(String data) {
        wire.answersAt("/embeddings", Answers.json(200, "{\"data\":[" + data + "]}"));

        EmbeddingResponse answer = wire.client.embeddings().embed(HELLO);

        assertThatThrownBy(answer::vectors)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: one for each");
    }

    @Test
    void vector_cutInTheMidstOfANumber_isRefused() {
        wire.answersAt("/embeddings", Answers.json(200, "{\"data\":[{\"embedding\":\"AAAAPwAA\"}]}"));

        Vector cut = wire.client.embeddings().embed(HELLO).vectors().get(0);

        assertThatThrownBy(cut::values)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 bytes");
    }

    @Test
    void embed_errorInside200_isItsException() {
        wire.answersAt("/embeddings", Answers.json(200, "{\"error\":{\"code\":429,\"message\":\"slow down\"}}"));

        assertThatThrownBy(() -> wire.client.embeddings().embed(HELLO)).isInstanceOf(RateLimitedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "true"})
    void embed_vectorOfAnotherForm_isUnreadable(String vector) {
        wire.answersAt("/embeddings", Answers.json(200, "{\"data\":[{\"embedding\":" + vector + "}]}"));

        assertThatThrownBy(() -> wire.client.embeddings().embed(HELLO)).isInstanceOf(DecodingException.class);
    }

    @Test
    void embed_freeModel_countsInItsGroup() {
        wire.answersAt("/embeddings", Answers.json(200, "{\"data\":[]}"));

        wire.client
                .embeddings()
                .embed(EmbeddingRequest.to("a/b:free").input("x").build());

        assertThat(wire.call().group()).isEqualTo("free-models");
    }

    @Test
    void request_everyForm_hasItsWireNames() {
        assertThat(JSON.writeValueAsString(EmbeddingRequest.to("a/b")
                        .input(List.of("x", "y"))
                        .base64()
                        .dimensions(3)
                        .inputType("search_query")
                        .provider(ProviderPreferences.exactly("openai"))
                        .endUser("me")
                        .build()))
                .isEqualTo(
                        "{\"model\":\"a/b\",\"input\":[\"x\",\"y\"],\"encoding_format\":\"base64\",\"dimensions\":3,\"input_type\":\"search_query\","
                                + "\"provider\":{\"order\":[\"openai\"],\"allow_fallbacks\":false},\"user\":\"me\"}");
        assertThat(JSON.writeValueAsString(
                        EmbeddingRequest.to("a/b").tokens(1, 2).build().input()))
                .isEqualTo("[1,2]");
        assertThat(JSON.writeValueAsString(EmbeddingRequest.to("a/b")
                        .multimodal(List.of(List.of(ContentPart.text("x"))))
                        .build()
                        .input()))
                .isEqualTo("[{\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}]");
    }

    @Test
    void request_withoutInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingRequest.to("a/b").build())
                .withMessageContaining("no input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RerankRequest.to("a/b").query("q").build())
                .withMessageContaining("no document");
    }

    @Test
    void cosine_ofDifferentLengths_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Vector.of(1, 2).cosine(Vector.of(1)));
        assertThat(Vector.of(0, 0).cosine(Vector.of(1, 1))).isZero();
        assertThat(Vector.of(1, 0).cosine(Vector.of(0, 3))).isZero();
        assertThat(Vector.of(1, 0)).hasToString("Vector[2]");
    }

    @Test
    void rerank_documentsOfBothForms_areSentAsTheyAre() {
        wire.answersAt(
                "/rerank",
                Answers.json(
                        200,
                        "{\"results\":[{\"index\":1,\"relevance_score\":0.75,\"document\":{\"text\":\"y\"}}],\"usage\":{\"cost\":3.4e-7}}"));

        RerankResponse order = wire.client
                .embeddings()
                .rerank(RerankRequest.to("a/b")
                        .query("q")
                        .documents("x")
                        .document(new RerankDocument("y", "https://example.org/y.png", java.util.Map.of()))
                        .build());

        assertThat(wire.requestBody().path("documents").toString())
                .isEqualTo("[\"x\",{\"text\":\"y\",\"image\":\"https://example.org/y.png\"}]");
        assertThat(order.results())
                .extracting(RerankResponse.RerankResult::relevanceScore)
                .containsExactly(0.75);
        assertThat(java.util.Objects.requireNonNull(order.usage()).totalCost().orElseThrow())
                .isEqualByComparingTo("0.00000034");
    }
}

package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What OpenRouter's simulator does beside chats. */
class OpenRouterRoomsTest {
    private final Simulators simulators = Simulators.start(
            SimulatorOptions.defaults().withTime(VirtualTime.manual()).withLatency(Latency.none()));
    private final URI base =
            Objects.requireNonNull(simulators.openRouter().baseUrls().get("openrouter"));

    @AfterEach
    void close() {
        simulators.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/models, 200",
        "/models/count, 200",
        "/model/openai/gpt-4o-mini, 200",
        "/model/no/such, 404",
        "/models/openai/gpt-4o-mini/endpoints, 200",
        "/models/no/such/endpoints, 404",
        "/images/models/no/such/endpoints, 404",
        "/providers, 200",
        "/credits, 403",
        "/keys, 404"
    })
    void get_hasTheStatusOfWhatIsThere(String path, int status) throws Exception {
        assertThat(Http.get(base, path).statusCode()).isEqualTo(status);
    }

    @Test
    void models_inPages_areTheWholeList() throws Exception {
        JsonNode all = Http.json(Http.get(base, "/models"));
        JsonNode first = Http.json(Http.get(base, "/models?offset=0&limit=2"));
        JsonNode rest = Http.json(Http.get(base, "/models?offset=2&limit=1000"));
        JsonNode none = Http.json(Http.get(base, "/models?offset=1000&limit=x"));

        int count = all.path("total_count").asInt();
        assertThat(all.path("data").size()).isEqualTo(count);
        assertThat(first.path("data").size() + rest.path("data").size()).isEqualTo(count);
        assertThat(first.path("data").get(1)).isEqualTo(all.path("data").get(1));
        assertThat(none.path("data").size()).isZero();
    }

    @Test
    void embeddings_ofOneText_areOneVectorOfLengthOne() throws Exception {
        JsonNode body =
                Http.json(Http.post(base, "/embeddings", "{\"model\":\"a/b\",\"input\":\"x y\",\"dimensions\":8}"));

        JsonNode vector = body.at("/data/0/embedding");
        double squares = 0;
        for (JsonNode component : vector) {
            squares += component.doubleValue() * component.doubleValue();
        }
        assertThat(body.path("data").size()).isEqualTo(1);
        assertThat(vector.size()).isEqualTo(8);
        assertThat(squares).isEqualTo(1, within(1e-5));
    }

    @Test
    void rerank_putsTheAlikeFirst() throws Exception {
        JsonNode body = Http.json(
                Http.post(
                        base,
                        "/rerank",
                        "{\"model\":\"a/b\",\"query\":\"fed rates\",\"documents\":[\"rain\",{\"text\":\"the fed cuts rates\"}]}"));

        assertThat(body.at("/results/0/index").asInt()).isEqualTo(1);
        assertThat(body.at("/results/0/relevance_score").doubleValue())
                .isGreaterThan(body.at("/results/1/relevance_score").doubleValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"a/b\",\"input\":\"hi\"} | 200",
                "{\"model\":\"a/b\",\"input\":\"hi\",\"store\":true} | 400",
                "{\"model\":\"a/b\",\"input\":\"hi\",\"previous_response_id\":\"r\"} | 400",
                "nonsense | 400"
            })
    void responses_thatWouldBeKept_areRefused(String body, int status) throws Exception {
        assertThat(Http.post(base, "/responses", body).statusCode()).isEqualTo(status);
    }

    @Test
    void responses_streamed_countTheirEventsAndEndWithDone() throws Exception {
        String body = Http.post(base, "/responses", "{\"model\":\"a/b\",\"input\":\"hi\",\"stream\":true}")
                .body();

        assertThat(body)
                .startsWith(": OPENROUTER PROCESSING")
                .contains("\"type\":\"response.created\"", "\"sequence_number\":0", "\"type\":\"response.completed\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void likeness_ofWords_isBetweenNoneAndAll() {
        assertThat(WordVectors.likeness("a b", "B, a!")).isEqualTo(1);
        assertThat(WordVectors.likeness("alpha", "beta")).isZero();
        assertThat(WordVectors.of("", 3)).containsExactly(1.0, 0.0, 0.0);
    }
}

package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What simulated Exa answers beside searches, in which shapes, and where it draws the line. */
class ExaOperationsTest {
    private static final String ASK = "{\"query\":\"ants\"}";
    private static final String STREAM = "{\"query\":\"ants\",\"stream\":true}";

    private final VirtualTime time = VirtualTime.manual();
    private final Simulators simulators = Simulators.start(SimulatorOptions.defaults()
            .withTime(time)
            .withLatency(Latency.none())
            .withMaxConcurrent("exa", 100));
    private final URI base = simulators.exa().baseUrls().get("exa");

    @AfterEach
    void close() {
        simulators.close();
    }

    @Test
    void contents_haveAStatusPerPage_andBothKindsOfHeaders() throws Exception {
        HttpResponse<String> answer = post(
                "/contents", "{\"urls\":[\"https://a.example/1\",\"https://missing.example/2\"],\"summary\":true}");

        JsonNode body = Http.json(answer);
        assertThat(body.path("results")).hasSize(1);
        assertThat(body.path("results").get(0).path("summary").asString()).isNotBlank();
        assertThat(body.path("statuses").get(1).path("error").path("tag").asString())
                .isEqualTo("CRAWL_NOT_FOUND");
        assertThat(body.path("costDollars").path("contents").propertyNames()).containsExactly("summary");
        assertThat(Http.header(answer, "X-Ratelimit-Limit")).isEqualTo("100");
        assertThat(Http.header(answer, "ratelimit-policy")).isEqualTo("100;w=1");
        assertThat(Http.header(answer, "ratelimit-remaining")).isEqualTo("99");
        assertThat(Http.json(post("/contents", "{\"urls\":[]}")).path("tag").asString())
                .isEqualTo("INVALID_URLS");
    }

    @Test
    void groups_haveLimitsOfTheirOwn() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(post("/answer", ASK).statusCode()).isEqualTo(200);
        }
        assertThat(post("/answer", ASK).statusCode()).isEqualTo(429);
        assertThat(post("/search", ASK).statusCode()).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            assertThat(post("/context", ASK).statusCode()).isEqualTo(200);
            assertThat(post("/contents", "{\"urls\":[\"u\"]}").statusCode()).isEqualTo(200);
        }
        assertThat(simulators.exa().report().violations()).isEqualTo(1);
    }

    @Test
    void context_billsInText_andNamesJavaScriptsLargestLimit() throws Exception {
        HttpResponse<String> answer = post("/context", ASK);

        JsonNode cost = Http.json(answer).path("costDollars");
        assertThat(cost.isString()).isTrue();
        assertThat(Http.MAPPER.readTree(cost.asString()).path("total").decimalValue())
                .isEqualByComparingTo("0.025");
        assertThat(Http.header(answer, "X-Ratelimit-Limit")).isEqualTo("9007199254740991");
    }

    @Test
    void answerStream_isAsRecorded_withoutAnEndMarker() throws Exception {
        HttpResponse<String> answer = post("/answer", STREAM);

        List<JsonNode> events = events(answer.body());
        assertThat(Http.header(answer, "Content-Type")).isEqualTo("text/event-stream");
        assertThat(answer.body()).doesNotContain("[DONE]", "event:", "\n: ");
        assertThat(events.get(0)
                        .path("choices")
                        .get(0)
                        .path("delta")
                        .path("role")
                        .asString())
                .isEqualTo("assistant");
        assertThat(events.get(events.size() - 3)
                        .path("choices")
                        .get(0)
                        .path("finish_reason")
                        .asString())
                .isEqualTo("STOP");
        assertThat(events.get(events.size() - 2).path("citations")).hasSize(3);
        assertThat(events.get(events.size() - 1).propertyNames()).containsExactly("costDollars", "requestId");
    }

    @Test
    void searchStream_needsASchema() throws Exception {
        assertThat(Http.header(post("/search", STREAM), "Content-Type")).startsWith("application/json");

        HttpResponse<String> streamed =
                post("/search", "{\"query\":\"ants\",\"stream\":true,\"outputSchema\":{\"type\":\"text\"}}");

        assertThat(events(streamed.body()))
                .extracting(event -> event.path("type").asString())
                .startsWith("results", "text-delta")
                .endsWith("grounding", "done");
        assertThat(streamed.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void splitPayload_isNoJsonUntilJoined() throws Exception {
        simulators.exa().inject(Fault.shape("split-payload"));

        List<String> data = post("/answer", STREAM)
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();

        String first = data.get(data.size() - 3);
        String second = data.get(data.size() - 2);
        assertThat(first).startsWith("{\"citations\":[").doesNotEndWith("}");
        assertThat(Http.MAPPER.readTree(first + second).path("citations")).hasSize(3);
    }

    @Test
    void everyShape_isAnswered_andAnUnknownOneRefused() throws Exception {
        List<String> refusals = List.of(
                "flat 500",
                "bare-limit 429",
                "late-reset 429",
                "envelope 404",
                "nest 404",
                "bad-key 400",
                "html 502",
                "empty 504",
                "overloaded 503",
                "no-credits 402");
        List<String> streams = List.of(
                "split-payload",
                "null-citations",
                "comments",
                "stream-error",
                "stream-without-cost",
                "stream-reset",
                "search-error",
                "as-stream",
                "as-stream-error");
        for (String refusal : refusals) {
            simulators.exa().inject(Fault.shape(refusal.split(" ")[0]));
            assertThat(post("/search", ASK).statusCode())
                    .as(refusal)
                    .isEqualTo(Integer.parseInt(refusal.split(" ")[1]));
        }
        for (String stream : streams) {
            simulators.exa().inject(Fault.shape(stream));
            assertThat(post("/answer", ASK).body()).as(stream).contains("data: ");
        }
        assertThat(new ExaDialect(SimulatorOptions.defaults()).shapes()).hasSize(refusals.size() + streams.size() + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulators.exa().inject(Fault.shape("daily-cap")))
                .withMessageContaining("daily-cap");
    }

    @Test
    void failedTask_hasAReason_andNoResult() throws Exception {
        simulators.exa().inject(Fault.shape("failed-task").times(2));
        JsonNode research = Http.json(post("/research/v1", "{\"instructions\":\"ants\"}"));
        JsonNode run = Http.json(post("/agent/runs", "{\"query\":\"ants\"}"));
        research = Http.json(
                Http.get(base, "/research/v1/" + research.path("researchId").asString() + "?events=true"));
        run = Http.json(Http.get(base, "/agent/runs/" + run.path("id").asString()));

        assertThat(research.path("status").asString()).isEqualTo("failed");
        assertThat(research.path("error").asString()).isEqualTo("Research failed");
        assertThat(research.has("output")).isFalse();
        assertThat(research.path("events")
                        .get(7)
                        .path("output")
                        .path("outputType")
                        .asString())
                .isEqualTo("failed");
        assertThat(run.path("status").asString()).isEqualTo("failed");
        assertThat(run.path("stopReason").asString()).isEqualTo("error");
        assertThat(run.path("error").path("code").asString()).isEqualTo("INTERNAL_ERROR");
        assertThat(run.path("output").isNull()).isTrue();
    }

    @Test
    void search_byASchema_hasAnOutput_wholeAndStreamed() throws Exception {
        String query = "{\"query\":\"ants\",\"numResults\":1,\"outputSchema\":{\"type\":\"text\"}";

        JsonNode whole = Http.json(post("/search", query + "}")).path("output");
        List<JsonNode> events =
                events(post("/search", query + ",\"stream\":true}").body());

        assertThat(whole.path("content").asString()).startsWith("On ants:");
        assertThat(events.get(events.size() - 1).path("output")).isEqualTo(whole);
    }

    @Test
    void answerStream_byASchema_isTheJsonOfTheWholeAnswer() throws Exception {
        String question = "{\"query\":\"ants\",\"outputSchema\":{\"type\":\"object\"}";

        JsonNode whole = Http.json(post("/answer", question + "}")).path("answer");
        String text = events(post("/answer", question + ",\"stream\":true}").body()).stream()
                .map(event -> event.at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining());

        assertThat(Http.MAPPER.readTree(text)).isEqualTo(whole);
    }

    @Test
    void search_ofPagesThatCannotBeFetched_saysSo_insideASuccess() throws Exception {
        String query = "{\"query\":\"ants\",\"numResults\":2,\"includeDomains\":[\"missing.example\"]";

        JsonNode fetched = Http.json(post("/search", query + ",\"contents\":{\"text\":true}}"));

        assertThat(fetched.path("statuses")).hasSize(2);
        assertThat(fetched.at("/statuses/0/error/tag").asString()).isEqualTo("CRAWL_NOT_FOUND");
        assertThat(fetched.at("/results/0").has("text")).isFalse();
        assertThat(Http.json(post("/search", query + "}")).has("statuses")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search {\"query\":\"q\",\"numResults\":\"ten\"}",
                "/search {\"query\":\"q\",\"numResults\":1.5}",
                "/search {\"query\":\"q\",\"numResults\":10000000000}",
                "/search {\"query\":\"q\",\"includeDomains\":[{}]}",
                "/search {\"query\":{}}",
                "/search [1]",
                "/contents {\"urls\":[null]}",
                "/contents {\"urls\":[{}]}",
                "/contents {\"urls\":\"u\"}",
            })
    void bodiesOfAnotherShape_areRefused(String call) throws Exception {
        String[] parts = call.split(" ", 2);

        HttpResponse<String> refused = post(parts[0], parts[1]);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).path("tag").asString()).startsWith("INVALID_");
    }

    @Test
    void lateReset_liesInThePast_inSeconds() throws Exception {
        simulators.exa().inject(Fault.shape("late-reset"));

        HttpResponse<String> refused = post("/search", ASK);

        assertThat(Http.header(refused, "X-Ratelimit-Reset"))
                .isEqualTo(String.valueOf(time.instant().getEpochSecond() - 9));
        assertThat(Http.json(refused).propertyNames()).containsExactly("error");
        assertThat(simulators.exa().report().injected429()).isEqualTo(1);
    }

    @Test
    void badRequests_areRefused() throws Exception {
        for (String path : List.of("/answer", "/context", "/findSimilar", "/research/v1", "/agent/runs")) {
            assertThat(post(path, "{}").statusCode()).as(path).isEqualTo(400);
        }
        assertThat(Http.get(base, "/research/v1/r_none").statusCode()).isEqualTo(404);
        assertThat(Http.get(base, "/agent/runs/none").statusCode()).isEqualTo(404);
        assertThat(Http.json(Http.get(base, "/agent/runs/none")).path("error").propertyNames())
                .containsExactly("type", "code", "message", "detail");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return Http.post(base, path, body);
    }

    private static List<JsonNode> events(String sse) {
        return sse.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Http.MAPPER.readTree(line.substring(6)))
                .toList();
    }
}

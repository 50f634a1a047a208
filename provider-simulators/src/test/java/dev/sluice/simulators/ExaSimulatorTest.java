package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExaSimulatorTest {
    private static final String QUERY = "{\"query\":\"fed rate decision\",\"numResults\":3}";

    private final VirtualTime time = VirtualTime.manual();
    private final Simulators simulators = Simulators.start(SimulatorOptions.defaults()
            .withTime(time)
            .withLatency(Latency.none())
            .withMaxConcurrent("exa", 100));

    @AfterEach
    void close() {
        simulators.close();
    }

    @Test
    void search_answersInTheRecordedShape() throws Exception {
        HttpResponse<String> response = search(QUERY);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = Http.json(response);
        assertThat(body.propertyNames())
                .containsExactly("requestId", "resolvedSearchType", "results", "searchTime", "costDollars");
        assertThat(body.path("results")).hasSize(3);
        assertThat(body.path("results").get(0).propertyNames())
                .containsExactly("id", "title", "url", "publishedDate", "author");
        assertThat(body.path("results").get(0).path("publishedDate").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT00:00:00\\.000Z");
        assertThat(body.path("costDollars").path("total").decimalValue()).isEqualByComparingTo("0.005");
        assertThat(body.path("requestId").asString())
                .matches("[0-9a-f]{32}")
                .isEqualTo(Http.header(response, "x-request-id"));
    }

    @Test
    void search_sameQuery_findsTheSamePages() throws Exception {
        assertThat(Http.json(search(QUERY)).path("results"))
                .isEqualTo(Http.json(search(QUERY)).path("results"));
        assertThat(Http.json(search("{\"query\":\"other\",\"numResults\":3}")).path("results"))
                .isNotEqualTo(Http.json(search(QUERY)).path("results"));
    }

    @Test
    void search_withContents_givesAndBillsThem() throws Exception {
        JsonNode body = Http.json(search("{\"query\":\"x\",\"numResults\":2,\"includeDomains\":[\"apnews.com\"],"
                + "\"contents\":{\"text\":{\"maxCharacters\":20},\"highlights\":true,\"summary\":{\"query\":\"q\"}}}"));

        JsonNode page = body.path("results").get(1);
        assertThat(page.path("url").asString()).startsWith("https://apnews.com/x-");
        assertThat(page.path("text").asString()).hasSize(20);
        assertThat(page.path("highlights")).hasSize(1);
        assertThat(page.path("highlightScores").get(0).decimalValue()).isBetween(new BigDecimal("0.4"), BigDecimal.ONE);
        assertThat(page.path("summary").asString()).isNotBlank();
        assertThat(body.path("costDollars").path("total").decimalValue()).isEqualByComparingTo("0.011");
        assertThat(body.path("costDollars").path("contents").propertyNames())
                .containsExactly("text", "highlights", "summary");
    }

    @Test
    void search_burstOfFifteenWithinASecond_tenPassAndFiveAreRefused() {
        List<CompletableFuture<HttpResponse<String>>> burst = IntStream.range(0, 15)
                .mapToObj(i -> Http.postAsync(simulators.exa().baseUrls().get("exa"), "/search", QUERY))
                .toList();

        assertThat(burst.stream().filter(answer -> answer.join().statusCode() == 200))
                .hasSize(10);
        assertThat(burst.stream().filter(answer -> answer.join().statusCode() == 429))
                .hasSize(5);
        ProviderReport report = simulators.exa().report();
        assertThat(report.calls()).isEqualTo(15);
        assertThat(report.rejected429()).isEqualTo(5);
        assertThat(report.violations()).isEqualTo(5);
        assertThat(report.injected429()).isZero();
        assertThat(report.byOperation()).containsExactlyEntriesOf(Map.of("search", 15L));
        assertThat(report.smallestSpacingMs()).isZero();
    }

    @Test
    void search_refused_saysSoInExasWordsAndHeaders() throws Exception {
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> admitted = search(QUERY);
            assertThat(Http.header(admitted, "X-Ratelimit-Remaining")).isEqualTo(String.valueOf(9 - i));
        }
        HttpResponse<String> refused = search(QUERY);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Http.json(refused).propertyNames()).containsExactly("requestId", "error", "tag");
        assertThat(Http.json(refused).path("error").asString())
                .startsWith("You've exceeded your Exa rate limit of 10 requests per second.");
        assertThat(Http.json(refused).path("tag").asString()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(Http.header(refused, "X-Ratelimit-Limit")).isEqualTo("10");
        assertThat(Http.header(refused, "X-Ratelimit-Remaining")).isEqualTo("0");
        assertThat(Http.header(refused, "X-Ratelimit-Reset"))
                .isEqualTo(String.valueOf(time.instant().plusSeconds(1).getEpochSecond()));
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void search_afterTheWindow_passesAgain() throws Exception {
        for (int i = 0; i < 10; i++) {
            search(QUERY);
        }
        time.advance(Duration.ofMillis(999));
        assertThat(search(QUERY).statusCode()).isEqualTo(429);
        time.advance(Duration.ofMillis(1));
        assertThat(search(QUERY).statusCode()).isEqualTo(200);
    }

    @Test
    void search_keyInEitherHeader_isAccepted_noneIsNot() throws Exception {
        var base = simulators.exa().baseUrls().get("exa");
        assertThat(Http.send(Http.anonymous(base, "/search")
                                .header("x-api-key", "k")
                                .POST(BodyPublishers.ofString(QUERY)))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = Http.send(Http.anonymous(base, "/search").POST(BodyPublishers.ofString(QUERY)));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Http.json(refused).path("tag").asString()).isEqualTo("INVALID_API_KEY");
    }

    @Test
    void badRequests_getExasTags() throws Exception {
        assertThat(tagOf(search("not json"))).isEqualTo("INVALID_REQUEST_BODY");
        assertThat(tagOf(search("{\"query\":\" \"}"))).isEqualTo("INVALID_REQUEST_BODY");
        assertThat(tagOf(search("{\"query\":\"x\",\"numResults\":101}"))).isEqualTo("INVALID_NUM_RESULTS");
        HttpResponse<String> unknown = Http.post(simulators.exa().baseUrls().get("exa"), "/nowhere", "{}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(tagOf(unknown)).isEqualTo("DEFAULT_ERROR");
        assertThat(simulators.exa().report().byOperation()).containsEntry("unknown", 1L);
    }

    private static String tagOf(HttpResponse<String> response) {
        return Http.json(response).path("tag").asString();
    }

    private HttpResponse<String> search(String body) throws Exception {
        return Http.post(simulators.exa().baseUrls().get("exa"), "/search", body);
    }
}

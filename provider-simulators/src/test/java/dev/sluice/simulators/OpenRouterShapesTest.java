package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenRouterShapesTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-01-02T00:00:00Z");

    private final VirtualTime time = VirtualTime.manual();
    private final Simulators simulators = Simulators.start(SimulatorOptions.defaults()
            .withTime(time)
            .withLatency(Latency.none())
            .withFreeModelsPerDay(50));
    private final URI base = simulators.openRouter().baseUrls().get("openrouter");

    @AfterEach
    void close() {
        simulators.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error-body        | {"error":{"message":"Provider returned error","code":502
            null-fields-error | {"id":null,"choices":null,"created":null
            null-fields       | {"id":null,"choices":null,"created":null
            nested-completion | {"id":null,"choices":null,"created":null
            choice-error      | {"id":"gen-
            """)
    void wholeBody_keepsAliveFirst_whateverItSays(String shape, String beginning) throws Exception {
        HttpResponse<String> answer = blocking(shape);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.header(answer, "X-Generation-Id")).startsWith("gen-");
        assertThat(answer.body()).startsWith("\n         \n\n         \n" + beginning);
    }

    @Test
    void nestedCompletion_isAGoodAnswerInTheWrongPlace() throws Exception {
        JsonNode body = Http.json(blocking("nested-completion"));

        assertThat(body.path("choices").isNull()).isTrue();
        assertThat(body.has("error")).isFalse();
        assertThat(body.path("provider")
                        .path("choices")
                        .get(0)
                        .path("finish_reason")
                        .asString())
                .isEqualTo("stop");
    }

    @Test
    void choiceError_hasHalfTheTextBesideTheError() throws Exception {
        JsonNode choice = Http.json(blocking("choice-error")).path("choices").get(0);

        assertThat(choice.path("finish_reason").asString()).isEqualTo("error");
        assertThat(choice.path("error").path("code").asInt()).isEqualTo(502);
        assertThat("I have read 5 characters and I agree.")
                .startsWith(choice.path("message").path("content").asString("?"));
    }

    @Test
    void blank_isWhiteSpaceAndTheEnd() throws Exception {
        assertThat(blocking("blank").body()).isBlank().isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-body", "null-fields-error", "null-fields"})
    void streamAskedFor_answeredWithJson(String shape) throws Exception {
        HttpResponse<String> answer = streamed(shape);

        assertThat(Http.header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.json(answer).isObject()).isTrue();
    }

    @Test
    void html_comesWithStatus200() throws Exception {
        HttpResponse<String> answer = streamed("html");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.header(answer, "Content-Type")).startsWith("text/html");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            choice-error       | 502          | error | false
            stream-error       | 502          | error | false
            stream-error-word  | server_error | error | false
            stream-error-usage | 400          |       | true
            """)
    void stream_breaksOffWithAnErrorAfterSomeText(String shape, String code, String finish, boolean done)
            throws Exception {
        HttpResponse<String> answer = streamed(shape);
        List<JsonNode> events = events(answer);

        JsonNode last = events.get(events.size() - 1);
        assertThat(answer.body().endsWith("data: [DONE]\n\n")).isEqualTo(done);
        assertThat(last.path("error").path("code").asString()).isEqualTo(code);
        assertThat(last.path("choices").get(0).path("finish_reason").asString(null))
                .isEqualTo(finish);
        assertThat(last.has("usage")).isEqualTo(done);
        assertThat(events.get(1)
                        .path("choices")
                        .get(0)
                        .path("delta")
                        .path("content")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void streamErrorBare_hasNoChoices() throws Exception {
        JsonNode only = events(streamed("stream-error-bare")).get(0);

        assertThat(only.has("choices")).isFalse();
        assertThat(only.path("error").path("code").asInt()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bad-key                 | 401 | code        |
            no-credits              | 402 | code        |
            in-flight-budget        | 402 | code        | 5
            moderation              | 403 | code        |
            guardrail               | 403 | code        |
            daily-cap               | 429 | code        |
            minute-cap              | 429 | code        |
            upstream-limit          | 429 | code        | 5
            capacity-exhausted      | 429 | http_status | 5
            temporarily-unavailable | 503 | http_status | 5
            model-not-found         | 400 | http_status |
            model-deprecated        | 404 | http_status |
            no-endpoints            | 404 | http_status |
            context-length          | 400 | code        |
            """)
    void refusal_hasItsStatusInItsBody(String shape, int status, String where, String retryAfter) throws Exception {
        HttpResponse<String> answer = blocking(shape);

        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode error = Http.json(answer).path("error");
        assertThat(error.path(where).asInt()).isEqualTo(status);
        assertThat(error.has("code")).isEqualTo(where.equals("code"));
        assertThat(error.path("message").asString()).isNotBlank();
        assertThat(answer.headers().firstValue("Retry-After").orElse(null)).isEqualTo(retryAfter);
        assertThat(answer.headers().firstValue("X-RateLimit-Reset").isPresent()).isEqualTo(shape.endsWith("-cap"));
    }

    @Test
    void dailyCap_resetsAtMidnightUtc_inMilliseconds() throws Exception {
        HttpResponse<String> refused = blocking("daily-cap");

        String reset = String.valueOf(MIDNIGHT.toEpochMilli());
        assertThat(Http.header(refused, "X-RateLimit-Reset")).isEqualTo(reset);
        JsonNode metadata = Http.json(refused).path("error").path("metadata");
        assertThat(metadata.path("limit_source").asString()).isEqualTo("openrouter_free_tier_daily");
        assertThat(metadata.path("headers").path("X-RateLimit-Reset").asString())
                .isEqualTo(reset);
    }

    @Test
    void upstreamLimit_namesModelAndProvider() throws Exception {
        JsonNode metadata = Http.json(blocking("upstream-limit")).path("error").path("metadata");

        assertThat(metadata.path("provider_name").asString()).isEqualTo("Simulator");
        assertThat(metadata.path("raw").asString()).startsWith("a/b is temporarily rate-limited upstream");
    }

    @Test
    void modelWithoutAnAuthor_isNotFound() throws Exception {
        HttpResponse<String> refused = Http.post(base, "/chat/completions", request("gpt", false));

        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode error = Http.json(refused).path("error");
        assertThat(error.path("message").asString()).isEqualTo("gpt is not a valid model ID");
        assertThat(error.path("availability").path("code").asString()).isEqualTo("model_not_found");
    }

    @Test
    void freeModels_fiftyADayWhereSaid_andTheKeyTells() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(Http.post(base, "/chat/completions", request("a/b:free", false))
                            .statusCode())
                    .isEqualTo(200);
            time.advance(Duration.ofSeconds(4));
        }

        HttpResponse<String> refused = Http.post(base, "/chat/completions", request("a/b:free", false));

        assertThat(Http.header(refused, "X-RateLimit-Limit")).isEqualTo("50");
        JsonNode key = Http.json(Http.get(base, "/key")).path("data");
        assertThat(key.path("is_free_tier").asBoolean()).isTrue();
        JsonNode requests = key.path("free_model_daily_requests");
        assertThat(requests.path("limit").asInt()).isEqualTo(50);
        assertThat(requests.path("used").asInt()).isEqualTo(50);
        assertThat(requests.path("remaining").asInt(-1)).isZero();
    }

    @Test
    void generation_isThereAfterAWhile_withTheCostThatTheAnswerLacked() throws Exception {
        HttpResponse<String> answer = blocking("no-usage");
        String look = "/generation?id=" + Http.header(answer, "X-Generation-Id");

        assertThat(Http.json(answer).has("usage")).isFalse();
        assertThat(Http.get(base, look).statusCode()).isEqualTo(404);
        time.advance(Generations.READY_AFTER);
        JsonNode data = Http.json(Http.get(base, look)).path("data");
        BigDecimal cost = data.path("total_cost").decimalValue();
        assertThat(cost).isPositive();
        assertThat(data.path("is_byok").asBoolean(true)).isFalse();
        assertThat(Http.json(Http.get(base, "/key")).path("data").path("usage").decimalValue())
                .isEqualByComparingTo(cost);
        assertThat(Http.get(base, "/generation").statusCode()).isEqualTo(404);
    }

    @Test
    void ownKey_isChargedTheFeeAlone_inAnswerAndLookUp() throws Exception {
        HttpResponse<String> answer = blocking("own-key");
        JsonNode usage = Http.json(answer).path("usage");

        BigDecimal price =
                usage.path("cost_details").path("upstream_inference_cost").decimalValue();
        assertThat(usage.path("is_byok").asBoolean()).isTrue();
        assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo(price.multiply(new BigDecimal("0.05")));
        time.advance(Generations.READY_AFTER);
        JsonNode data = Http.json(Http.get(base, "/generation?id=" + Http.header(answer, "X-Generation-Id")))
                .path("data");
        assertThat(data.path("is_byok").asBoolean()).isTrue();
        assertThat(data.path("upstream_inference_cost").decimalValue()).isEqualByComparingTo(price);
        assertThat(events(streamed("own-key")).stream()
                        .anyMatch(event -> event.path("usage").path("is_byok").asBoolean(false)))
                .isTrue();
    }

    @Test
    void mixedCalls_comeInTurns_andWholeAsTheyAre() throws Exception {
        String tool = "{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"parameters\":{\"type\":\"object\","
                + "\"properties\":{\"of\":{\"type\":\"string\"}},\"required\":[\"of\"]}}}";
        String request = "{\"model\":\"a/b\",\"stream\":%s,\"tools\":[" + tool.formatted("price") + ","
                + tool.formatted("volume")
                + "],\"messages\":[{\"role\":\"user\",\"content\":\"price and volume of 'ACME'\"}]}";
        simulators.openRouter().inject(Fault.shape("mixed-calls").times(2));

        List<JsonNode> events = events(Http.post(base, "/chat/completions", request.formatted(true)));
        JsonNode whole = Http.json(Http.post(base, "/chat/completions", request.formatted(false)));

        StringBuilder order = new StringBuilder();
        events.forEach(event ->
                order.append(event.at("/choices/0/delta/tool_calls/0/index").asString("")));
        assertThat(order.toString()).isEqualTo("0101");
        assertThat(whole.at("/choices/0/message/tool_calls").size()).isEqualTo(2);
    }

    private HttpResponse<String> blocking(String shape) throws Exception {
        simulators.openRouter().inject(Fault.shape(shape));
        return Http.post(base, "/chat/completions", request("a/b", false));
    }

    private HttpResponse<String> streamed(String shape) throws Exception {
        simulators.openRouter().inject(Fault.shape(shape));
        return Http.post(base, "/chat/completions", request("a/b", true));
    }

    private static String request(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    }

    private static List<JsonNode> events(HttpResponse<String> answer) {
        List<JsonNode> events = new ArrayList<>();
        for (String line : answer.body().split("\n")) {
            if (line.startsWith("data: {")) {
                events.add(Http.MAPPER.readTree(line.substring(6)));
            }
        }
        return events;
    }
}

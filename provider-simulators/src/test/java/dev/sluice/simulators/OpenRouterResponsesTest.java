package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The shapes in which responses fail, on the wire. */
class OpenRouterResponsesTest {
    private static final String SAID = "I have read 5 characters and I agree.";

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
        "response-failed, failed, server_error, provider_unavailable, true",
        "response-failed-key, failed, server_error, authentication, true",
        "response-failed-bare, failed, , , true",
        "response-error, failed, rate_limit_exceeded, rate_limit_exceeded, true",
        "response-error-event, failed, rate_limit_exceeded, rate_limit_exceeded, true",
        "response-error-nested, failed, invalid_api_key, authentication, true",
        "response-error-first, failed, server_error, provider_overloaded, false",
        "response-incomplete, incomplete, , , true",
    })
    void wholeBody_hasItsStatus_andSaysHalf(String shape, String status, String code, String type, boolean half)
            throws Exception {
        HttpResponse<String> answer = post(shape, false);
        JsonNode body = Http.json(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith(Completions.KEEP_ALIVE);
        assertThat(body.path("status").asString()).isEqualTo(status);
        assertThat(body.path("error").path("code").asString(null)).isEqualTo(code);
        assertThat(body.path("error_type").asString(null)).isEqualTo(type);
        String text = body.at("/output/0/content/0/text").asString("");
        assertThat(SAID).startsWith(text);
        assertThat(text.isEmpty()).isNotEqualTo(half);
    }

    @ParameterizedTest
    @CsvSource({
        "response-failed, response.failed, /response/error/code, false",
        "response-failed-key, response.failed, /response/error_type, false",
        "response-failed-bare, response.failed, /response/status, false",
        "response-error, response.error, /error/code, false",
        "response-error-event, error, /code, false",
        "response-error-nested, error, /error/code, false",
        "response-incomplete, response.incomplete, /response/incomplete_details/reason, true",
    })
    void stream_saysHalf_andEndsByItsEvent(String shape, String type, String where, boolean done) throws Exception {
        HttpResponse<String> answer = post(shape, true);
        List<JsonNode> events = events(answer);

        JsonNode last = events.get(events.size() - 1);
        assertThat(events.get(0).path("type").asString()).isEqualTo("response.created");
        assertThat(text(events)).isNotEmpty().isNotEqualTo(SAID);
        assertThat(SAID).startsWith(text(events));
        assertThat(last.path("type").asString()).isEqualTo(type);
        assertThat(last.at(where).asString("")).isNotEmpty();
        assertThat(last.path("sequence_number").asInt()).isEqualTo(events.size() - 1);
        assertThat(answer.body().endsWith(Completions.DONE)).isEqualTo(done);
        assertThat(answer.body().split(": OPENROUTER PROCESSING", -1)).hasSizeGreaterThan(3);
    }

    @Test
    void errorFirst_saysNothingBeforeIt() throws Exception {
        List<JsonNode> events = events(post("response-error-first", true));

        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("type").asString()).isEqualTo("response.failed");
    }

    @Test
    void panelFailed_isAmidAWholeAnswer() throws Exception {
        List<JsonNode> events = events(post("response-panel-failed", true));

        assertThat(text(events)).isEqualTo(SAID);
        assertThat(events).anyMatch(event -> event.path("error").isString());
        assertThat(events.get(events.size() - 1).path("type").asString()).isEqualTo("response.completed");
    }

    @Test
    void maxOutputTokens_cutTheAnswer_incompletely() throws Exception {
        JsonNode body = Http.json(
                Http.post(base, "/responses", "{\"model\":\"a/b\",\"input\":\"hello\",\"max_output_tokens\":2}"));

        assertThat(body.path("status").asString()).isEqualTo("incomplete");
        assertThat(body.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
        assertThat(body.at("/output/0/content/0/text").asString()).isEqualTo("I have r");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chatThatGetsAShapeOfResponses_hasHalfAnAnswerAndAnError(boolean stream) throws Exception {
        simulators.openRouter().inject(Fault.shape("response-failed"));
        String body = Http.post(
                        base,
                        "/chat/completions",
                        "{\"model\":\"a/b\",\"stream\":" + stream
                                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}")
                .body();

        assertThat(body).contains("\"finish_reason\":\"error\"").doesNotContain("response.failed");
    }

    private HttpResponse<String> post(String shape, boolean stream) throws Exception {
        simulators.openRouter().inject(Fault.shape(shape));
        return Http.post(base, "/responses", "{\"model\":\"a/b\",\"input\":\"hello\",\"stream\":" + stream + "}");
    }

    private static String text(List<JsonNode> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.path("delta").asString("")));
        return text.toString();
    }

    private static List<JsonNode> events(HttpResponse<String> answer) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Http.MAPPER.readTree(line.substring(6)))
                .toList();
    }
}

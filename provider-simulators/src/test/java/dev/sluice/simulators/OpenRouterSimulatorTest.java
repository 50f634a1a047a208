package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenRouterSimulatorTest {
    private final VirtualTime time = VirtualTime.manual();
    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withTime(time).withLatency(Latency.none()));

    @AfterEach
    void close() {
        simulators.close();
    }

    @Test
    void chat_blocking_beginsWithWhiteSpaceAndHasTheRecordedFields() throws Exception {
        HttpResponse<String> response = chat("openai/gpt-x", "Hello there, model", false);

        assertThat(response.body()).startsWith("\n         \n\n         \n{");
        JsonNode body = Http.json(response);
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "object",
                        "created",
                        "model",
                        "provider",
                        "service_tier",
                        "system_fingerprint",
                        "choices",
                        "usage");
        assertThat(body.path("id").asString())
                .matches("gen-\\d+-[0-9a-f]{20}")
                .isEqualTo(Http.header(response, "X-Generation-Id"));
        JsonNode choice = body.path("choices").get(0);
        assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(choice.path("message").path("content").asString()).contains("18 characters");
        JsonNode usage = body.path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(5);
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(5 + usage.path("completion_tokens").asInt());
        assertThat(usage.path("cost").decimalValue())
                .isEqualByComparingTo(usage.path("cost_details")
                        .path("upstream_inference_cost")
                        .decimalValue())
                .isPositive();
    }

    @Test
    void chat_streamed_sendsCommentsChunksUsageAndDone() throws Exception {
        HttpResponse<String> response = chat("openai/gpt-x", "Hello there, model", true);

        assertThat(Http.header(response, "Content-Type")).isEqualTo("text/event-stream");
        assertThat(response.body()).startsWith(": OPENROUTER PROCESSING\n\n").endsWith("\n\ndata: [DONE]\n\n");
        StringBuilder text = new StringBuilder();
        JsonNode last = Http.MAPPER.createObjectNode();
        for (String line : response.body().split("\n")) {
            if (line.startsWith("data: {")) {
                last = Http.MAPPER.readTree(line.substring(6));
                text.append(last.path("choices")
                        .get(0)
                        .path("delta")
                        .path("content")
                        .asString());
            }
        }
        assertThat(text.toString()).isEqualTo("I have read 18 characters and I agree.");
        assertThat(last.path("object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(last.path("choices").get(0).path("finish_reason").asString()).isEqualTo("stop");
        assertThat(last.path("usage").path("cost").decimalValue()).isPositive();
    }

    @Test
    void chat_longerThanMaxTokens_isCutForLength() throws Exception {
        JsonNode body =
                Http.json(post("{\"model\":\"m/m\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":"
                        + "[{\"type\":\"text\",\"text\":\"parts count too\"}]}]}"));

        assertThat(body.path("choices").get(0).path("message").path("content").asString())
                .isEqualTo("I have r");
        assertThat(body.path("choices").get(0).path("finish_reason").asString()).isEqualTo("length");
        assertThat(body.path("usage").path("completion_tokens").asInt()).isEqualTo(2);
        assertThat(body.path("usage").path("prompt_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void freeModels_twentyAMinute_thenTheDocumentedRefusal() throws Exception {
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> admitted = chat("a/b:free", "x", false);
            assertThat(admitted.statusCode()).isEqualTo(200);
            assertThat(Http.json(admitted).path("usage").path("cost").decimalValue())
                    .isZero();
        }
        HttpResponse<String> refused = chat("other/model:free", "x", false);
        HttpResponse<String> paid = chat("a/b", "x", false);

        Instant reset = time.instant().plusSeconds(60);
        assertThat(refused.statusCode()).isEqualTo(429);
        JsonNode error = Http.json(refused).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(429);
        assertThat(error.path("message").asString()).startsWith("Rate limit exceeded: free-models-per-min");
        assertThat(error.path("metadata")
                        .path("headers")
                        .path("X-RateLimit-Reset")
                        .asString())
                .isEqualTo(String.valueOf(reset.toEpochMilli()))
                .isEqualTo(Http.header(refused, "X-RateLimit-Reset"));
        assertThat(Http.header(refused, "X-RateLimit-Limit")).isEqualTo("20");
        assertThat(Http.json(refused).path("user_id").asString()).startsWith("user_");
        assertThat(paid.statusCode()).isEqualTo(200);
        assertThat(paid.headers().firstValue("X-RateLimit-Limit")).isEmpty();
        time.advance(Duration.ofMinutes(1));
        assertThat(chat("a/b:free", "x", false).statusCode()).isEqualTo(200);
    }

    @Test
    void freeModels_thousandADay_thenUntilMidnight() throws Exception {
        for (int i = 0; i < 1000; i++) {
            assertThat(chat("a/b:free", "x", false).statusCode()).isEqualTo(200);
            time.advance(Duration.ofSeconds(3));
        }
        HttpResponse<String> refused = chat("a/b:free", "x", false);

        JsonNode metadata = Http.json(refused).path("error").path("metadata");
        assertThat(metadata.path("limit_source").asString()).isEqualTo("openrouter_free_tier_daily");
        assertThat(Http.header(refused, "X-RateLimit-Reset"))
                .isEqualTo(String.valueOf(Instant.parse("2026-01-02T00:00:00Z").toEpochMilli()));
        time.advance(Duration.between(time.instant(), Instant.parse("2026-01-02T00:00:00Z")));
        assertThat(chat("a/b:free", "x", false).statusCode()).isEqualTo(200);
    }

    @Test
    void chat_withoutKey_isTheRecorded401() throws Exception {
        HttpResponse<String> refused =
                Http.send(Http.anonymous(simulators.openRouter().baseUrls().get("openrouter"), "/chat/completions")
                        .POST(BodyPublishers.ofString("{}")));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .isEqualTo("{\"error\":{\"message\":\"Missing Authentication header\",\"code\":401}}");
    }

    @Test
    void badRequests_areErrorsWithACode() throws Exception {
        assertThat(post("nonsense").statusCode()).isEqualTo(400);
        assertThat(post("{\"model\":\"\",\"messages\":[]}").statusCode()).isEqualTo(400);
        assertThat(Http.json(post("{\"model\":\"m\",\"messages\":[]}"))
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(400);
        assertThat(Http.get(simulators.openRouter().baseUrls().get("openrouter"), "/keys")
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> chat(String model, String user, boolean stream) throws Exception {
        return post(Http.MAPPER.writeValueAsString(Map.of(
                "model", model,
                "stream", stream,
                "messages", List.of(Map.of("role", "user", "content", user)))));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return Http.post(simulators.openRouter().baseUrls().get("openrouter"), "/chat/completions", body);
    }
}

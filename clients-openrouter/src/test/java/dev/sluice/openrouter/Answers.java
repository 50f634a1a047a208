package dev.sluice.openrouter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;

/** What OpenRouter answers, made by hand. */
public final class Answers {

    /** What OpenRouter sends while the model thinks. */
    public static final String KEEP_ALIVE = "\n         \n\n         \n";

    private Answers() {}

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    public static ResponseDefinitionBuilder text(String content) {
        return json(200, KEEP_ALIVE + completion(content)).withHeader("X-Generation-Id", "gen-1");
    }

    public static String completion(String content) {
        return "{\"id\":\"gen-1\",\"provider\":\"Foo\",\"model\":\"a/b\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":\"" + content
                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"total_tokens\":3,\"cost\":0.001}}";
    }

    public static ResponseDefinitionBuilder stream(String... events) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/event-stream")
                .withBody(String.join("\n\n", events) + "\n\n");
    }

    public static String piece(String content) {
        return "data: {\"id\":\"gen-1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\""
                + content + "\"},\"finish_reason\":null}]}";
    }

    public static String finish(String reason) {
        return "data: {\"id\":\"gen-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\""
                + reason + "\"}]}";
    }
}

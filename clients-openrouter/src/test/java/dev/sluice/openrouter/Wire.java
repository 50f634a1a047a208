package dev.sluice.openrouter;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.client.CallRecord;
import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** The real client, in front of a WireMock server that answers as told, in order; the last answer is repeated. */
public final class Wire implements AutoCloseable {

    public static final String CANARY = "sk-or-canary-7f3a9c51e2";

    /** No pacing and next to no back-off: these tests are about content. */
    private static final String QUICK = """
            providers:
              openrouter:
                limits: { min-delay: 0ms }
                retry: { max-attempts: %d, backoff: 1ms, max-backoff: 1ms }
            %s""";

    public final List<CallRecord> calls = new CopyOnWriteArrayList<>();
    public final OpenRouterClient client;
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final Sluice sluice;

    public Wire(int maxAttempts) {
        this(maxAttempts, "");
    }

    public Wire(int maxAttempts, String moreOfOpenRouter) {
        server.start();
        sluice = Sluice.builder()
                .config(QUICK.formatted(maxAttempts, moreOfOpenRouter))
                .environment(Map.of())
                .baseUrl("openrouter", URI.create("http://localhost:" + server.port() + "/api/v1"))
                .credential("openrouter", Secret.of(CANARY))
                .listener(calls::add)
                .build();
        client = sluice.client(OpenRouterClient.class);
    }

    public Wire answers(ResponseDefinitionBuilder... inOrder) {
        return answersAt("/chat/completions", inOrder);
    }

    /** The same at another path, whatever the method and the query. */
    public Wire answersAt(String path, ResponseDefinitionBuilder... inOrder) {
        server.resetAll();
        for (int i = 0; i < inOrder.length; i++) {
            server.stubFor(any(urlPathEqualTo("/api/v1" + path))
                    .inScenario("answers")
                    .whenScenarioStateIs(state(i))
                    .willSetStateTo(state(Math.min(i + 1, inOrder.length - 1)))
                    .willReturn(inOrder[i]));
        }
        return this;
    }

    private static String state(int answer) {
        return answer == 0 ? Scenario.STARTED : "answer " + answer;
    }

    public List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    public LoggedRequest request() {
        return requests().get(0);
    }

    public JsonNode requestBody() {
        return OpenRouterJson.mapper().readTree(request().getBody());
    }

    public CallRecord call() {
        return calls.get(0);
    }

    @Override
    public void close() {
        sluice.close();
        server.stop();
    }
}

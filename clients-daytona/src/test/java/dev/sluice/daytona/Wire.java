package dev.sluice.daytona;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.client.CallRecord;
import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real client, in front of a WireMock server that plays both of Daytona's hosts. */
final class Wire implements AutoCloseable {

    static final String CANARY = "dtn_canary_4b1e90d7c6";

    /** No pacing and next to no back-off: these tests are about content. */
    private static final String QUICK = """
            providers:
              daytona:
                limits: { min-delay: 0ms }
                retry: { max-attempts: %d, backoff: 1ms, max-backoff: 1ms }
                sandbox: { owner: tests, start-within: 10s, delete-within: 5s }
            """;

    final List<CallRecord> calls = new CopyOnWriteArrayList<>();
    final DaytonaClient client;
    final Sluice sluice;
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    Wire() {
        this(2);
    }

    Wire(int maxAttempts) {
        server.start();
        String address = "http://localhost:" + server.port();
        sluice = Sluice.builder()
                .config(QUICK.formatted(maxAttempts))
                .environment(Map.of())
                .baseUrl("daytona", "api", URI.create(address + "/api"))
                .baseUrl("daytona", "toolbox", URI.create(address + "/toolbox"))
                .credential("daytona", Secret.of(CANARY))
                .listener(calls::add)
                .build();
        client = sluice.client(DaytonaClient.class);
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    static ResponseDefinitionBuilder sandbox(String state) {
        return json(200, "{\"id\":\"sb-1\",\"name\":\"bot\",\"state\":\"" + state + "\"}");
    }

    /** Answers in order; the last one is repeated. */
    Wire answers(String method, String path, ResponseDefinitionBuilder... inOrder) {
        String scenario = method + " " + path;
        for (int i = 0; i < inOrder.length; i++) {
            server.stubFor(request(method, urlPathEqualTo(path))
                    .inScenario(scenario)
                    .whenScenarioStateIs(state(i))
                    .willSetStateTo(state(Math.min(i + 1, inOrder.length - 1)))
                    .willReturn(inOrder[i]));
        }
        return this;
    }

    private static String state(int answer) {
        return answer == 0 ? Scenario.STARTED : "answer " + answer;
    }

    List<LoggedRequest> requests(String method, String path) {
        return server.findAll(anyRequestedFor(anyUrl())).stream()
                .filter(r -> r.getMethod().getName().equals(method)
                        && r.getUrl().replaceAll("\\?.*", "").equals(path))
                .toList();
    }

    @Override
    public void close() {
        sluice.close();
        server.stop();
    }
}

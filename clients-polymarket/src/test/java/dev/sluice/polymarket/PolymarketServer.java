package dev.sluice.polymarket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.client.CallRecord;
import dev.sluice.client.Sluice;
import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scripted server that is Gamma under {@code /gamma} and the CLOB under {@code /clob}, and the real client, whose waits take no time. */
final class PolymarketServer implements AutoCloseable {
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    final VirtualTime time = VirtualTime.autoAdvancing();
    final List<CallRecord> calls = new CopyOnWriteArrayList<>();

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final Sluice sluice;

    PolymarketServer() {
        server.start();
        sluice = Sluice.builder()
                .environment(Map.of())
                .baseUrl("polymarket", "gamma", URI.create(server.baseUrl() + "/gamma"))
                .baseUrl("polymarket", "clob", URI.create(server.baseUrl() + "/clob"))
                .time(time)
                .listener(calls::add)
                .build();
    }

    PolymarketClient client() {
        return sluice.client(PolymarketClient.class);
    }

    /** Answers every request alike. */
    PolymarketServer answers(int status, Map<String, String> headers, String body) {
        server.resetAll();
        server.stubFor(any(anyUrl()).willReturn(response(status, headers, body)));
        return this;
    }

    PolymarketServer answers(int status, String body) {
        return answers(status, JSON, body);
    }

    /** Answers the first request one way and all later ones another. */
    PolymarketServer answersFirst(int status, Map<String, String> headers, String first, String later) {
        server.resetAll();
        server.stubFor(any(anyUrl())
                .inScenario("first")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("later")
                .willReturn(response(status, headers, first)));
        server.stubFor(
                any(anyUrl()).inScenario("first").whenScenarioStateIs("later").willReturn(response(200, JSON, later)));
        return this;
    }

    List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    @Override
    public void close() {
        try {
            sluice.close();
        } finally {
            server.stop();
        }
    }

    private static ResponseDefinitionBuilder response(int status, Map<String, String> headers, String body) {
        ResponseDefinitionBuilder response =
                aResponse().withStatus(status).withBody(body.getBytes(StandardCharsets.UTF_8));
        headers.forEach(response::withHeader);
        return response;
    }
}

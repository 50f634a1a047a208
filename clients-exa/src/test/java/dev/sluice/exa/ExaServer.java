package dev.sluice.exa;

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
import dev.sluice.foundation.Secret;
import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scripted server, and the real client in front of it, whose waits take no time. */
final class ExaServer implements AutoCloseable {
    static final String KEY = "exa-canary-4f1c9a7732";

    final VirtualTime time = VirtualTime.autoAdvancing();
    final List<CallRecord> calls = new CopyOnWriteArrayList<>();

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final Sluice sluice;

    ExaServer() {
        server.start();
        sluice = Sluice.builder()
                .environment(Map.of())
                .baseUrl("exa", URI.create(server.baseUrl()))
                .credential("exa", Secret.of(KEY))
                .time(time)
                .listener(calls::add)
                .build();
    }

    ExaClient client() {
        return sluice.client(ExaClient.class);
    }

    URI address() {
        return URI.create(server.baseUrl());
    }

    /** Answers every request alike. */
    ExaServer answers(int status, Map<String, String> headers, byte[] body) {
        server.resetAll();
        server.stubFor(any(anyUrl()).willReturn(response(status, headers, body)));
        return this;
    }

    ExaServer answers(int status, String body) {
        return answers(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers the first request one way and all later ones another. */
    ExaServer answersFirst(int status, Map<String, String> headers, String first, String later) {
        server.resetAll();
        server.stubFor(any(anyUrl())
                .inScenario("first")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("later")
                .willReturn(response(status, headers, first.getBytes(StandardCharsets.UTF_8))));
        server.stubFor(any(anyUrl())
                .inScenario("first")
                .whenScenarioStateIs("later")
                .willReturn(response(
                        200, Map.of("Content-Type", "application/json"), later.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    /** Answers the requests in this order; the last answer is repeated. */
    ExaServer answersInTurn(ResponseDefinitionBuilder... answers) {
        server.resetAll();
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(any(anyUrl())
                    .inScenario("turns")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "turn " + i)
                    .willSetStateTo("turn " + Math.min(i + 1, answers.length - 1))
                    .willReturn(answers[i]));
        }
        return this;
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return response(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    long leasesHeld(String kind) {
        return sluice.limiters().limiter("exa").snapshot().leases().get(kind).inFlight();
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

    private static ResponseDefinitionBuilder response(int status, Map<String, String> headers, byte[] body) {
        ResponseDefinitionBuilder response = aResponse().withStatus(status).withBody(body);
        headers.forEach(response::withHeader);
        return response;
    }
}

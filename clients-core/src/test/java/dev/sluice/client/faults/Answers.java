package dev.sluice.client.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.util.function.Function;

/** WireMock, which speaks HTTP/1.1 and HTTP/2 as it should and says whatever is to be said. */
final class Answers implements Server {
    private static final String SCENARIO = "fault";
    private static final String GOOD = "good";

    private final WireMockServer server;
    private final boolean secure;

    private Answers(WireMockServer server, boolean secure) {
        this.server = server;
        this.secure = secure;
    }

    static WireMockServer start() {
        WireMockServer server = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().dynamicHttpsPort().gzipDisabled(true));
        server.start();
        return server;
    }

    /** Answers badly while the scene is bad, then well. */
    static Trouble saying(Function<Scene, ResponseDefinitionBuilder> bad) {
        return scene -> {
            WireMockServer server = scene.wireMock;
            server.resetAll();
            well(server, "/(read|ask|order)", "application/json", Scene.THING);
            well(server, "/stream/.*", "text/event-stream", Scene.EVENTS);
            server.stubFor(any(anyUrl())
                    .inScenario(SCENARIO)
                    .whenScenarioStateIs(Scenario.STARTED)
                    .willReturn(bad.apply(scene))
                    .willSetStateTo(scene.test.course() == Case.Course.ONCE ? GOOD : Scenario.STARTED));
            return new Answers(server, false);
        };
    }

    /** The same server where nobody trusts its certificate. */
    static Trouble untrusted() {
        return scene -> {
            scene.wireMock.resetAll();
            return new Answers(scene.wireMock, true);
        };
    }

    private static void well(WireMockServer server, String path, String type, String body) {
        server.stubFor(any(urlPathMatching(path))
                .inScenario(SCENARIO)
                .whenScenarioStateIs(GOOD)
                .willReturn(aResponse().withHeader("Content-Type", type).withBody(body)));
    }

    @Override
    public URI uri() {
        return URI.create(secure ? "https://localhost:" + server.httpsPort() : "http://localhost:" + server.port());
    }

    @Override
    public int requests() {
        return server.getAllServeEvents().size();
    }

    @Override
    public void recover() {
        server.setScenarioState(SCENARIO, GOOD);
    }

    @Override
    public void awaitNoExchange() {
        // it answers at once and whole
    }

    @Override
    public void close() {
        server.resetAll();
    }
}

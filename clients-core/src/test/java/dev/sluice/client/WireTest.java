package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.foundation.TimeSource;
import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A pipeline in front of WireMock. After every test all permits are free and every attempt is accounted for in the log. */
abstract class WireTest {
    static WireMockServer server;

    final VirtualTime time = VirtualTime.autoAdvancing();
    Bench bench;
    TestApi api;

    @BeforeAll
    static void startServer() {
        server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().gzipDisabled(true));
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @BeforeEach
    void open() {
        server.resetAll();
        use(Bench.of(uri(), time));
    }

    @AfterEach
    void nothingIsLeftBehind() {
        Thread.interrupted();
        assertThat(bench.permitsHeld()).as("permits held").isZero();
        assertThat(bench.events("api_response").size()
                        + bench.events("api_error").size())
                .as("ends of attempts")
                .isEqualTo(bench.events("api_request").size());
        assertThat(bench.events("external_api_call")).as("ends of calls").hasSameSizeAs(bench.calls);
        assertThat(bench.events.toString() + bench.calls).doesNotContain(Bench.KEY);
        bench.close();
    }

    static URI uri() {
        return URI.create("http://localhost:" + server.port());
    }

    void use(Bench other) {
        if (bench != null) {
            bench.close();
        }
        bench = other;
        api = other.api;
    }

    void use(ResponseClassifier classifier) {
        use(Bench.of(uri(), time, classifier));
    }

    void useRealTime(String config) {
        use(new Bench(uri(), TimeSource.system(), config, definition -> definition));
    }
}

package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.client.stream.EventStream;
import dev.sluice.foundation.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over TLS by both versions of HTTP, the client's work on the selector's thread as in production. */
@Timeout(60)
class TlsTest {
    private static WireMockServer server;
    private final List<CallRecord> calls = new ArrayList<>();

    @BeforeAll
    static void startServer() {
        server = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().dynamicHttpsPort().gzipDisabled(true));
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @BeforeEach
    void reset() {
        server.resetAll();
    }

    @ParameterizedTest
    @EnumSource
    void parallelCalls_largeAndSmall_areAnswered(HttpClient.Version version) throws Exception {
        String large = "x".repeat(300_000);
        server.stubFor(get("/things/1").willReturn(okJson("{\"name\":\"" + large + "\"}")));
        server.stubFor(get("/things/2").willReturn(okJson("{\"name\":\"lamp\"}")));
        try (Sluice sluice = sluice(version, trusting())) {
            TestApi api = api(sluice);
            List<CompletableFuture<Integer>> lengths = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String id = i % 2 == 0 ? "1" : "2";
                CompletableFuture<Integer> length = new CompletableFuture<>();
                lengths.add(length);
                Thread caller = new Thread(() -> {
                    try {
                        length.complete(api.thing(id).name().length());
                    } catch (ClientException failure) {
                        length.completeExceptionally(failure);
                    }
                });
                caller.start();
            }
            for (int i = 0; i < lengths.size(); i++) {
                assertThat(lengths.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(i % 2 == 0 ? large.length() : 4);
            }
            assertThat(server.getAllServeEvents())
                    .allMatch(event -> event.getRequest()
                            .getProtocol()
                            .equals(version == HttpClient.Version.HTTP_2 ? "HTTP/2.0" : "HTTP/1.1"));
            assertThat(sluice.limiters().limiter("acme").snapshot().provider().inFlight())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void stream_isRead_andMayBeLeftEarly(HttpClient.Version version) {
        server.stubFor(post("/chat")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withBody("data: {\"text\":\"a\"}\n\n".repeat(10_000) + "data: [DONE]\n\n")));
        try (Sluice sluice = sluice(version, trusting())) {
            TestApi api = api(sluice);
            try (EventStream<Chunk> left = api.chat(new Search("q"))) {
                assertThat(left.iterator().next().text()).isEqualTo("a");
            }
            int[] count = new int[1];
            api.chat(new Search("q")).forEach(chunk -> count[0]++);

            assertThat(count[0]).isEqualTo(10_000);
            assertThat(calls)
                    .extracting(CallRecord::outcome)
                    .containsExactly(CallOutcome.CANCELLED, CallOutcome.SUCCESS);
        }
    }

    /** The JDK repeats a GET by itself when the connection ends before the answer. */
    @ParameterizedTest
    @EnumSource
    void brokenConnection_isRepeatedByNobodyButUs(HttpClient.Version version) {
        server.stubFor(get("/things/7").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        server.stubFor(post("/orders").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        try (Sluice sluice = sluice(version, trusting())) {
            TestApi api = api(sluice);

            assertThatThrownBy(() -> api.thing("7")).isInstanceOf(ClientException.class);
            assertThat(server.getAllServeEvents()).hasSize(3);
            assertThatThrownBy(() -> api.order(new Search("q"))).hasMessageContaining("outcome unknown");
            assertThat(server.getAllServeEvents()).hasSize(4);
        }
    }

    @Test
    void certificateOfNobodyKnown_endsTheCallUnsent_andIsNotTriedAgain() {
        try (Sluice sluice = sluice(HttpClient.Version.HTTP_1_1, null)) {
            assertThatThrownBy(() -> api(sluice).thing("7"))
                    .isInstanceOf(RequestNotSentException.class)
                    .hasMessage("acme thing: TLS handshake failed")
                    .satisfies(failure ->
                            assertThat(((ClientException) failure).attempts()).isEqualTo(1));
        }
    }

    private Sluice sluice(HttpClient.Version version, @org.jspecify.annotations.Nullable HttpClient client) {
        SluiceBuilder builder = Sluice.builder()
                .config("""
                        providers:
                          acme:
                            limits: { max-concurrent: 12, min-delay: 0ms }
                            retry: { max-attempts: 3, backoff: 1ms, max-backoff: 1ms }
                            http: { version: %s }
                        """.formatted(version))
                .environment(Map.of())
                .listener(calls::add);
        return (client == null ? builder : builder.httpClient(client)).build();
    }

    private static TestApi api(Sluice sluice) {
        return sluice.api(
                "acme",
                ApiDefinition.of(TestApi.class, URI.create("https://localhost:" + server.httpsPort()))
                        .signer(RequestSigner.bearer(() -> Secret.of(Bench.KEY)))
                        .events(Chunk.class, ChunkDecoder::new)
                        .build());
    }

    private static HttpClient trusting() {
        return HttpClient.newBuilder()
                .sslContext(TrustEverybody.context())
                .executor(Runnable::run)
                .build();
    }
}

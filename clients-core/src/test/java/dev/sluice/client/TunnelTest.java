package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.event.Event;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTPS through an HTTP proxy: what the proxy learns, what the server learns, and that neither learns the other's secrets. */
@Timeout(60)
class TunnelTest {
    private static final String PROXY_PASSWORD = "proxy-password-0123456789";
    private static final String TARGET = "api.acme.test:443";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void proxy_learnsTheHostAlone_andTheServerNothingOfTheProxy() throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(server.httpsPort(), null);
                Sluice sluice = sluice("", builder -> builder.httpClient(client(proxy)))) {
            assertThat(api(sluice).thing("7").name()).isEqualTo("lamp");

            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("CONNECT " + TARGET + " HTTP/1.1\r\n")
                            .doesNotContain("/things", Bench.KEY)
                            .doesNotContainIgnoringCase("authorization"));
            serverLearnsNothing();
        }
    }

    @Test
    void credentialsOfTheProxy_areNotGiven_whereTheJdkForbidsIt_andGoNowhereElse() throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(server.httpsPort(), "bot:" + PROXY_PASSWORD);
                Sluice sluice = sluice("", builder -> builder.httpClient(client(proxy)))) {
            assertThatThrownBy(() -> api(sluice).thing("7"))
                    .isInstanceOf(RequestNotSentException.class)
                    .hasMessage("acme thing: proxy refused the tunnel with status 407 (expected: 2xx)");

            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head ->
                            assertThat(head).doesNotContain(Bench.KEY).doesNotContainIgnoringCase("authorization"));
            assertThat(server.getAllServeEvents()).isEmpty();
            assertThat(events.toString()).doesNotContain(PROXY_PASSWORD, Bench.KEY);
        }
    }

    @Test
    void configuredProxy_isAskedForATunnel_inWhichTheCertificateIsChecked() throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(server.httpsPort(), null);
                Sluice sluice =
                        sluice("http: { proxy: '127.0.0.1:" + proxy.address().getPort() + "' }", builder -> builder)) {
            assertThatThrownBy(() -> api(sluice).thing("7"))
                    .isInstanceOf(RequestNotSentException.class)
                    .hasMessage("acme thing: TLS handshake failed");

            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("CONNECT " + TARGET + " HTTP/1.1\r\n")
                            .doesNotContain("/things", Bench.KEY));
            assertThat(server.getAllServeEvents()).isEmpty();
        }
    }

    /** In a JVM that may give its proxy's credentials for tunnels: {@link TunnelRun} says what it saw, and logs everything. */
    @Test
    void credentialsOfTheProxy_areGivenToItAlone_whereTheJdkAllowsIt_andAreInNoLogNorException() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djdk.http.auth.tunneling.disabledSchemes=",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TunnelRun.class.getName(),
                        String.valueOf(server.httpsPort()),
                        PROXY_PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.startsWith("seen: ")))
                .containsExactly(
                        "seen: right password: lamp, tunnels asked for 2, with the password 1, with the key 0",
                        "seen: wrong password: acme thing: credentials of the HTTP client refused"
                                + " (expected: an Authenticator that the proxy knows)",
                        "seen: right password, wrong address: acme thing: no answer");
        assertThat(output)
                .contains("external_api_call", "api_error")
                .doesNotContain(PROXY_PASSWORD, "bot:" + PROXY_PASSWORD, Bench.KEY)
                .doesNotContain(
                        TunnelProxy.basic("bot:" + PROXY_PASSWORD), TunnelProxy.basic("bot:not-" + PROXY_PASSWORD));
        serverLearnsNothing();
    }

    private void serverLearnsNothing() {
        assertThat(server.getAllServeEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getRequest().getHeaders().keys())
                        .noneMatch(
                                name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("proxy")));
        assertThat(server.getAllServeEvents().toString() + events).doesNotContain(PROXY_PASSWORD);
    }

    private Sluice sluice(String section, UnaryOperator<SluiceBuilder> more) {
        return more.apply(Sluice.builder()
                        .config("""
                                providers:
                                  acme:
                                    limits: { min-delay: 0ms }
                                    retry: { max-attempts: 1 }
                                    %s
                                """.formatted(section))
                        .environment(Map.of())
                        .events(events::add))
                .build();
    }

    static TestApi api(Sluice sluice) {
        return sluice.api(
                "acme",
                ApiDefinition.of(TestApi.class, URI.create("https://api.acme.test"))
                        .signer(RequestSigner.bearer(() -> Secret.of(Bench.KEY)))
                        .events(TestApi.Chunk.class, ChunkDecoder::new)
                        .build());
    }

    /** A bot's own, with credentials for its proxy. */
    private static HttpClient client(TunnelProxy proxy) {
        return client(proxy, PROXY_PASSWORD);
    }

    static HttpClient client(TunnelProxy proxy, String password) {
        return HttpClient.newBuilder()
                .sslContext(TrustEverybody.context())
                .proxy(ProxySelector.of(proxy.address()))
                .executor(Runnable::run)
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("bot", password.toCharArray());
                    }
                })
                .build();
    }
}

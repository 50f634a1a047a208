package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.foundation.TimeSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Proxy;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials go where they must and nowhere else. */
class SecurityTest extends WireTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.org",
                "http://127.0.0.1.example.org",
                "http://127.0.0.1.nip.io",
                "http://localhost.example.org",
                "http://localhost.",
                "http://xlocalhost",
                "http://0.0.0.0",
                "http://128.0.0.1",
                "http://10.0.0.1",
                "http://2130706433",
                "http://[::]",
                "http://[::2]",
                "http://[::ffff:127.0.0.1]",
                "http://[::ffff:10.0.0.1]",
                "http://[fe80::1]",
                "HTTP://API.EXAMPLE.ORG"
            })
    void credentialsOverPlainHttp_areRefused(String url) {
        use(Bench.of(URI.create(url), time));

        assertThatThrownBy(() -> api.thing("7"))
                .isInstanceOf(RequestNotSentException.class)
                .hasMessage("acme thing: credentials over plain http (expected: https)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "LocalHost", "[::1]"})
    void loopback_isThisMachine(String host) {
        assertThat(Loopback.isHost(host)).isTrue();
        assertThat(new LoopbackApart(LoopbackApart.address("proxy.test:3128"))
                        .select(URI.create("http://" + host + "/")))
                .containsExactly(Proxy.NO_PROXY);
    }

    /** What the JDK would look up as a name, or not at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.1",
                "http://127.999.1.1",
                "http://0x7f.0.0.1",
                "http://localhost@evil.example.org",
                "http://localhost:80@evil.example.org",
                "http://local_host"
            })
    void addressThatIsNoHost_orHidesOne_isRefusedWhenTheApiIsMade(String url) {
        assertThatThrownBy(() -> ApiDefinition.of(TestApi.class, URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("base URL: ");
    }

    @Test
    void credentialHeaderByName_isRefusedOverPlainHttpToo() {
        use(new Bench(
                URI.create("http://api.example.org"),
                time,
                Bench.CONFIG,
                definition -> definition.signer(request -> request.header("Cookie", "session=1"))));

        assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("plain http");
    }

    @Test
    void unsignedRequest_mayUsePlainHttp() {
        use(new Bench(uri(), time, Bench.CONFIG, definition -> definition.signer(RequestSigner.none())));
        server.stubFor(get(anyUrl()).willReturn(okJson("{\"name\":\"lamp\"}")));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
    }

    @Test
    void signerThatBreaks_endsTheCallUnsent_withoutItsWords() {
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG,
                definition -> definition.signer(request -> {
                    throw new IllegalStateException("cannot sign with " + Bench.KEY);
                })));

        Throwable failure = catchThrowable(() -> api.thing("7"));

        assertThat(failure)
                .isInstanceOf(RequestNotSentException.class)
                .hasMessage("acme thing: signer failed with IllegalStateException");
        assertThat(printed(failure)).doesNotContain(Bench.KEY);
    }

    @Test
    void headerThatCannotBeSent_endsTheCallUnsent_withoutItsValue() {
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG,
                definition -> definition.signer(request -> request.header("x-note", "any-\u0000private"))));

        Throwable failure = catchThrowable(() -> api.thing("7"));

        assertThat(failure)
                .isInstanceOf(RequestNotSentException.class)
                .hasMessage("acme thing: not a valid HTTP request: header x-note (expected: as RFC 9110 has it)");
        assertThat(printed(failure)).doesNotContain("private");
    }

    static Stream<com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder> answersThatEchoTheKey() {
        String key = Bench.KEY;
        return Stream.of(
                aResponse().withStatus(401).withBody("{\"error\":\"unknown key " + key + "\"}"),
                aResponse()
                        .withStatus(500)
                        .withBody("<html>Bearer " + key + "</html>")
                        .withHeader("Content-Type", "text/html"),
                aResponse().withStatus(302).withHeader("Location", "https://example.org/?api_key=" + key),
                aResponse().withStatus(400).withHeader("x-echo", key).withHeader("x-request-id", key),
                okJson("{\"name\":" + key + "}"),
                okJson("\"" + key + "\""),
                okJson("{\"" + key + "\":[{\"price\":\"" + key + "\"}],\"price\":\"" + key + "\"}"),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    }

    @ParameterizedTest
    @MethodSource("answersThatEchoTheKey")
    void failure_showsTheKeyNowhere(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer) {
        server.stubFor(get("/things/7").willReturn(answer));

        Throwable failure = catchThrowable(() -> api.thing("7"));

        assertThat(failure).isNotNull();
        assertThat(printed(failure)).doesNotContain(Bench.KEY).doesNotContain("feign.FeignException");
        assertThat(bench.events.stream().map(event -> event.fields().toString()))
                .noneMatch(text -> text.contains(Bench.KEY));
    }

    @Test
    void realTimeSource_isTheDefault() {
        try (Sluice sluice = Sluice.builder().environment(java.util.Map.of()).build()) {
            assertThat(sluice.provider("acme").time()).isSameAs(TimeSource.system());
        }
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        if (failure instanceof dev.sluice.client.error.ClientException client) {
            text.append(client.body()).append(String.valueOf(client.providerRequestId()));
        }
        if (failure instanceof dev.sluice.client.error.ResponseException response) {
            text.append(response.response().toString());
        }
        return text.toString();
    }
}

package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no typed client has a method for. */
class RawCallTest extends WireTest {
    private static final String BEARER = "Bearer " + Bench.KEY;

    @Test
    void get_isSignedLimitedAndLogged_asATypedCallIs() {
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"price\":0.10}").withHeader("X-Request-Id", "theirs")));

        RawAnswer answer = raw().send(RawRequest.get("/v1/{kind}/x", "a b/ü+*")
                .query("q", "ä&b")
                .query("q", 2)
                .header("X-More", "yes"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("price").decimalValue()).isEqualTo("0.10");
        assertThat(answer.json(Map.class).containsKey("price")).isTrue();
        assertThat(answer.text()).isEqualTo("{\"price\":0.10}");
        assertThat(answer.metadata().providerRequestId()).isEqualTo("theirs");
        assertThat(answer.toString()).contains("acme raw", "14 bytes").doesNotContain("price");
        server.verify(getRequestedFor(urlEqualTo("/v1/a%20b%2F%C3%BC%2B%2A/x?q=%C3%A4%26b&q=2"))
                .withHeader("Authorization", equalTo(BEARER))
                .withHeader("X-More", equalTo("yes"))
                .withHeader("Accept", equalTo("application/json")));
        assertThat(bench.eventTypes()).containsExactly("api_request", "api_response", "external_api_call");
        assertThat(bench.events.toString()).contains("/v1/{kind}/x").doesNotContain("%C3%BC");
        assertThat(bench.call().operation()).isEqualTo("raw");
    }

    @Test
    void bodies_areJsonOfTheApisMapper_orBytesAsTheyAre() {
        server.stubFor(any(anyUrl()).willReturn(okJson("{}")));

        raw().send(RawRequest.post("/json").json(new TestApi.Search("q")));
        raw().send(RawRequest.put("/bytes").body(new RawBody("é".getBytes(StandardCharsets.ISO_8859_1), "text/plain")));

        server.verify(postRequestedFor(urlEqualTo("/json"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"query\":\"q\"}")));
        assertThat(server.getAllServeEvents().get(0).getRequest().getBody()).containsExactly(0xe9);
    }

    @Test
    void head_hasNoBody_evenIfItsHeadersSpeakOfOne() {
        server.stubFor(any(anyUrl()).willReturn(status(200).withHeader("Content-Encoding", "gzip")));

        assertThat(raw().send(RawRequest.head("/file")).body().bytes()).isEmpty();
        server.verify(headRequestedFor(urlEqualTo("/file")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "64000000"})
    void head_tellsTheLengthOfABodyThatDoesNotCome(String length) {
        server.stubFor(any(anyUrl()).willReturn(status(200).withHeader("Content-Length", length)));

        RawAnswer answer = raw().send(RawRequest.head("/file"));

        assertThat(answer.metadata().header("content-length")).contains(length);
        assertThat(answer.body().bytes()).isEmpty();
    }

    @Test
    void readsAreRepeated_everythingElseIsNot_unlessTheCallerSaysSo() {
        server.stubFor(any(anyUrl()).willReturn(status(503)));

        assertThat(failure(RawRequest.get("/x")).attempts()).isEqualTo(3);
        for (RawRequest effect :
                List.of(RawRequest.post("/x"), RawRequest.put("/x"), RawRequest.patch("/x"), RawRequest.delete("/x"))) {
            assertThat(failure(effect).attempts()).isEqualTo(1);
            assertThat(failure(effect).isOutcomeUnknown()).isTrue();
        }
        assertThat(failure(RawRequest.post("/x").retry(RetryClass.SAFE)).attempts())
                .isEqualTo(3);
    }

    @Test
    void errors_areTheOneTree() {
        server.stubFor(any(anyUrl()).willReturn(status(404)));

        assertThatThrownBy(() -> raw().send(RawRequest.get("/x")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("acme raw: status 404 (expected: 2xx)");
    }

    @Test
    void answerThatIsNoJson_isUnreadableOnlyWhenItIsReadSo() {
        server.stubFor(any(anyUrl()).willReturn(status(200).withBody("<html>private")));

        RawAnswer answer = raw().send(RawRequest.get("/x"));

        assertThat(answer.text()).startsWith("<html>");
        assertThatThrownBy(answer::json).isInstanceOf(DecodingException.class).hasMessageNotContaining("private");
        server.stubFor(any(anyUrl()).willReturn(status(204)));
        assertThatThrownBy(() -> raw().send(RawRequest.delete("/x")).json()).isInstanceOf(DecodingException.class);
    }

    @Test
    void groupAndCost_areAskedOfTheLimits() {
        use(new Bench(uri(), time, Bench.CONFIG.replace("min-delay: 0ms", """
                        min-delay: 0ms, quotas: [ { id: tokens, permits: 100, per: 1h } ], \
                        groups: { orders: { quotas: [ { id: o, permits: 1, per: 1h } ] } }"""), definition -> definition));
        server.stubFor(any(anyUrl()).willReturn(okJson("{}")));

        raw().send(RawRequest.get("/x").group("orders").cost("tokens", 60));
        assertThatThrownBy(() -> raw().send(RawRequest.get("/x").cost("tokens", 60)))
                .isInstanceOf(RequestNotSentException.class);
        assertThatThrownBy(() -> raw().send(RawRequest.get("/x").group("orders")))
                .isInstanceOf(RequestNotSentException.class);
        assertThat(bench.calls.get(0).group()).isEqualTo("orders");
    }

    @Test
    void bodyThatCannotBeWritten_isNotSent() {
        assertThatThrownBy(() -> raw().send(RawRequest.post("/x").json(new Object() {
                    @SuppressWarnings("unused") // read by the mapper
                    public String getSecret() {
                        throw new IllegalStateException("private");
                    }
                })))
                .isInstanceOf(RequestNotSentException.class)
                .hasMessage("acme raw: request cannot be built");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                ".evil.example/x",
                "@evil.example/x",
                ":8080/x",
                "https://evil.example/x",
                "/../admin",
                "/x/..",
                "/x/./y",
                "/%2e%2e/admin",
                "/x/%2E%2e",
                "/..%2fadmin",
                "/..%5cadmin",
                "/%252e%252e/admin",
                "/..;a=b/admin",
                "/x\\..\\y",
                "/x?key=v",
                "/x#f",
                "/a b",
                "/a\r\nHost: evil",
                "/%zz"
            })
    void pathThatCouldLeadElsewhere_isRefused_unquoted(String path) {
        assertThatThrownBy(() -> RawRequest.get(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("path of a raw call: ")
                .hasMessageNotContaining("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../x", "x/../../y"})
    void variableThatCouldLeadElsewhere_isRefused(String value) {
        assertThatThrownBy(() -> RawRequest.get("/things/{id}", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doubleSlash_staysOnTheHost() {
        server.stubFor(any(anyUrl()).willReturn(okJson("{}")));

        raw().send(RawRequest.get("//evil.example/x"));

        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void variables_mustBeAsManyAsTheirPlaces() {
        assertThatThrownBy(() -> RawRequest.get("/things/{id}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawRequest.get("/things", "7")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moduleOnTheClassPath_isEnough_beforeItsClientWasAskedFor() {
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"state\":\"up\"}")));
        try (Sluice sluice = Sluice.builder()
                .environment(Map.of())
                .credential("fixture", Secret.of("k-fixture"))
                .baseUrl("fixture", uri())
                .build()) {
            assertThat(sluice.raw("fixture")
                            .send(RawRequest.get("/status"))
                            .json()
                            .get("state")
                            .asString())
                    .isEqualTo("up");
            assertThat(sluice.raw("fixture", "default")).isSameAs(sluice.raw("fixture"));
        }
        server.verify(getRequestedFor(urlEqualTo("/status")).withHeader("x-api-key", equalTo("k-fixture")));
    }

    @Test
    void unknownProviderAndUnknownApi_areNamed_withWhatThereIs() {
        assertThatThrownBy(() -> bench.sluice.raw("nobody")).isInstanceOf(IllegalArgumentException.class);
        bench.sluice.api(
                Bench.PROVIDER,
                ApiDefinition.of(TestApi.class, uri())
                        .name("gamma")
                        .events(TestApi.Chunk.class, ChunkDecoder::new)
                        .build());
        assertThatThrownBy(() -> bench.sluice.raw(Bench.PROVIDER, "beta"))
                .hasMessage("raw call to acme: no API beta (expected: one of [default, gamma], or Sluice.api first)");
    }

    private RawApi raw() {
        return bench.sluice.raw(Bench.PROVIDER);
    }

    private ServerErrorException failure(RawRequest request) {
        return catchThrowableOfType(ServerErrorException.class, () -> raw().send(request));
    }
}

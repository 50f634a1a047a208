package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.TestApi.Query;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.TestApi.Thing;
import dev.sluice.client.error.DecodingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire when nothing goes wrong, and bodies that are not what they should be. */
class CallTest extends WireTest {
    private static final String THING = "{\"name\":\"lamp\",\"price\":12.50,\"unheardOf\":{\"x\":[1]}}";

    @Test
    void get_decodesRecord_keepingScaleAndIgnoringUnknownFields() {
        server.stubFor(get("/things/7").willReturn(okJson(THING)));

        assertThat(api.thing("7")).isEqualTo(new Thing("lamp", new BigDecimal("12.50")));
    }

    @Test
    void get_success_isRecordedOnceInEveryPlace() {
        server.stubFor(get("/things/7").willReturn(okJson(THING).withHeader("x-request-id", "theirs-1")));

        api.thing("7");

        assertThat(bench.eventTypes()).containsExactly("api_request", "api_response", "external_api_call");
        CallRecord call = bench.call();
        assertThat(call.outcome()).isEqualTo(CallOutcome.SUCCESS);
        assertThat(call.attempts()).isEqualTo(1);
        assertThat(call.operation()).isEqualTo("thing");
        assertThat(call.effectiveStatus()).isEqualTo(200);
        assertThat(call.providerRequestId()).isEqualTo("theirs-1");
        assertThat(bench.events)
                .allSatisfy(event -> assertThat(event.fields()).containsEntry("request_id", call.requestId()))
                .allSatisfy(event -> assertThat(event.fields()).containsEntry("path", "/things/{id}"));
    }

    @Test
    void get_sendsKeyAndOwnUserAgent() {
        server.stubFor(get("/things/7").willReturn(okJson(THING)));

        api.thing("7");

        server.verify(getRequestedFor(urlEqualTo("/things/7"))
                .withHeader("Authorization", equalTo("Bearer " + Bench.KEY))
                .withHeader("User-Agent", matching("sluice/.*"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Accept-Encoding", equalTo("gzip")));
    }

    @Test
    void pathVariable_keepsSlashesEncoded() {
        server.stubFor(get(anyUrl()).willReturn(okJson(THING)));

        api.thing("a/b c?d");

        server.verify(getRequestedFor(urlEqualTo("/things/a%2Fb%20c%3Fd")));
    }

    @Test
    void queryRecord_becomesParameters_withoutNulls() {
        server.stubFor(get(anyUrl()).willReturn(okJson("[" + THING + "]")));

        List<Thing> found = api.find(new Query("price", null, List.of("a", "b"), new BigDecimal("1E+3")));

        assertThat(found).hasSize(1);
        server.verify(getRequestedFor(urlEqualTo("/things?orderBy=price&tags=a&tags=b&min=1000")));
    }

    @Test
    void post_writesRecordAsJson() {
        server.stubFor(post("/search").willReturn(okJson(THING)));

        api.search(new Search("gr\u00fcn"));

        server.verify(postRequestedFor(urlEqualTo("/search"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"query\":\"gr\u00fcn\"}")));
    }

    @Test
    void voidOperation_acceptsNoContent() {
        server.stubFor(delete("/orders/9").willReturn(noContent()));

        api.cancel("9");

        server.verify(deleteRequestedFor(urlEqualTo("/orders/9")).withHeader("Content-Type", absent()));
        assertThat(bench.call().effectiveStatus()).isEqualTo(204);
    }

    @Test
    void rawBody_isReceivedByteForByte_withItsType() {
        byte[] bytes = {0, 1, (byte) 0xff, 10, 13};
        server.stubFor(get("/file").willReturn(aResponse().withBody(bytes).withHeader("Content-Type", "image/png")));

        RawBody file = api.download();

        assertThat(file.bytes()).isEqualTo(bytes);
        assertThat(file.contentType()).isEqualTo("image/png");
        assertThat(file).hasToString("RawBody[5 bytes, image/png]");
    }

    @Test
    void rawBody_isSentByteForByte_withItsType() {
        byte[] bytes = "--b {not} a template\r\n\u0000".getBytes(StandardCharsets.UTF_8);
        server.stubFor(put("/file").willReturn(aResponse().withBody("stored")));

        String answer = api.upload(new RawBody(bytes, "multipart/form-data; boundary=b"));

        assertThat(answer).isEqualTo("stored");
        server.verify(putRequestedFor(urlEqualTo("/file"))
                .withHeader("Content-Type", equalTo("multipart/form-data; boundary=b"))
                .withRequestBody(binaryEqualTo(bytes)));
    }

    @Test
    void bytes_goAndComeAsTheyAre() {
        byte[] bytes = {9, 8, 7};
        server.stubFor(post("/bytes").willReturn(aResponse().withBody(bytes)));

        assertThat(api.bytes(bytes)).isEqualTo(bytes);
        server.verify(
                postRequestedFor(urlEqualTo("/bytes")).withHeader("Content-Type", equalTo("application/octet-stream")));
    }

    @Test
    void defaultMethod_goesThroughThePipelineOnce() {
        server.stubFor(get("/things/1").willReturn(okJson(THING)));

        assertThat(api.first().name()).isEqualTo("lamp");
        assertThat(bench.calls).hasSize(1);
    }

    @Test
    void client_behavesAsAnObject() {
        assertThat(api).isEqualTo(api).hasToString("TestApi of acme").isNotEqualTo(null);
        assertThat(api.hashCode()).isEqualTo(api.hashCode());
    }

    @Test
    void gzip_isDecoded() throws IOException {
        server.stubFor(
                get("/things/7").willReturn(aResponse().withBody(gzip(THING)).withHeader("Content-Encoding", "gzip")));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
    }

    @Test
    void brokenGzip_isUnreadable() {
        server.stubFor(
                get("/things/7").willReturn(aResponse().withBody("no gzip").withHeader("Content-Encoding", "gzip")));

        assertThatThrownBy(() -> api.thing("7"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("broken gzip");
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.UNREADABLE);
    }

    @Test
    void gzipBomb_isStoppedAtTheBound() throws IOException {
        server.stubFor(get("/things/7")
                .willReturn(aResponse().withBody(gzip(" ".repeat(5_000_000))).withHeader("Content-Encoding", "gzip")));

        assertThatThrownBy(() -> api.thing("7"))
                .isInstanceOf(DecodingException.class)
                .hasMessage("acme thing: body too large (expected: at most 65536 bytes)");
    }

    @Test
    void oversizeBody_isRefused() {
        server.stubFor(get("/file").willReturn(aResponse().withBody(new byte[65_537])));

        assertThatThrownBy(() -> api.download())
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("body too large");
    }

    @Test
    void bodyOfExactlyTheBound_isAccepted() {
        server.stubFor(get("/file").willReturn(aResponse().withBody(new byte[65_536])));

        assertThat(api.download().bytes()).hasSize(65_536);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"l", "<html>502 from a proxy</html>", "\"sk-secret-in-body\"", "[1]"})
    void otherBody_isUnreadable_andNotRepeated(String body) {
        server.stubFor(get("/things/7").willReturn(okJson(body)));

        assertThatThrownBy(() -> api.thing("7"))
                .isInstanceOf(DecodingException.class)
                .hasMessageStartingWith("acme thing: unreadable JSON")
                .hasMessageNotContaining("sk-secret");
        assertThat(bench.eventTypes()).containsExactly("api_request", "api_error", "external_api_call");
    }

    @Test
    void unreadableField_isNamedByPath_withoutItsValue() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"n\",\"price\":\"private text\"}")));

        assertThatThrownBy(() -> api.thing("7"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("price")
                .hasMessageNotContaining("private text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "  \n "})
    void emptyBody_whereValueIsExpected_isUnreadable(String body) {
        server.stubFor(get("/things/7").willReturn(okJson(body)));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(DecodingException.class);
    }

    @Test
    void whitespaceBeforeJson_isNoMatter() {
        server.stubFor(get("/things/7").willReturn(okJson("\n         \n\n" + THING)));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
    }

    @Test
    void redirect_isAnAnswer_neverFollowed() {
        server.stubFor(
                get("/things/7").willReturn(aResponse().withStatus(302).withHeader("Location", uri() + "/elsewhere")));
        server.stubFor(any(urlEqualTo("/elsewhere")).willReturn(okJson(THING)));

        assertThatThrownBy(() -> api.thing("7")).hasMessage("acme thing: status 302 (expected: 2xx)");
        server.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import feign.RequestLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole answer was asked for, and the server sends a stream. */
class StreamedAnswerTest extends WireTest {
    private static final Search PROMPT = new Search("q");

    private AskApi asked;

    interface AskApi {
        @Operation(name = "ask", retry = RetryClass.BILLED)
        @RequestLine("POST /ask")
        Chunk ask(Search prompt);

        @Operation(name = "thing", retry = RetryClass.SAFE)
        @RequestLine("POST /thing")
        TestApi.Thing thing(Search prompt);
    }

    @BeforeEach
    void define() {
        asked = bench.sluice.api(
                Bench.PROVIDER,
                ApiDefinition.of(AskApi.class, uri())
                        .events(Chunk.class, ChunkDecoder::new)
                        .build());
    }

    @Test
    void lastEvent_isTheAnswer() {
        answer(sse(
                "data:\n\ndata: {\"text\":\"so far\"}\n\n: alive\n\ndata: {\"text\":\"whole\"}\n\ndata: [DONE]\n\n"));

        assertThat(asked.ask(PROMPT)).isEqualTo(new Chunk("whole"));

        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.SUCCESS);
        assertThat(bench.call().effectiveStatus()).isEqualTo(200);
        assertThat(bench.eventTypes()).containsExactly("api_request", "api_response", "external_api_call");
    }

    @Test
    void plainAnswer_isReadAsEver() {
        answer(okJson("{\"text\":\"plain\"}"));

        assertThat(asked.ask(PROMPT)).isEqualTo(new Chunk("plain"));
    }

    @Test
    void errorInside_isTheProvidersError_andRepeatedWhenTransient() {
        firstThen(sse("data: {\"text\":\"a\"}\n\ndata: {\"error\":503}\n\n"), okJson("{\"text\":\"second\"}"));
        assertThat(asked.ask(PROMPT)).isEqualTo(new Chunk("second"));
        assertThat(bench.call().attempts()).isEqualTo(2);

        answer(sse("data: {\"error\":501}\n\n"));
        ServerErrorException thrown = catchThrowableOfType(ServerErrorException.class, () -> asked.ask(PROMPT));
        assertThat(thrown.code()).hasValue("stream_error");
    }

    @Test
    void cutStream_isTruncated_andRepeated_neverHalfAnAnswer() {
        answer(sse("data: {\"text\":\"half\"}\n\n"));

        TruncatedStreamException thrown = catchThrowableOfType(TruncatedStreamException.class, () -> asked.ask(PROMPT));

        assertThat(thrown.deliveredEvents()).isZero();
        assertThat(thrown.attempts()).isEqualTo(3);
    }

    @Test
    void streamWithoutAnAnswer_orOfATypeNobodyReads_isUnreadable() {
        answer(sse("data: [DONE]\n\n"));

        assertThatThrownBy(() -> asked.ask(PROMPT))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("nothing inside");
        assertThatThrownBy(() -> asked.thing(PROMPT)).isInstanceOf(DecodingException.class);
    }

    private static ResponseDefinitionBuilder sse(String body) {
        return aResponse().withHeader("Content-Type", "text/event-stream").withBody(body);
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(post(anyUrl()).willReturn(answer));
    }

    private static void firstThen(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        server.stubFor(post(anyUrl())
                .inScenario("order")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("then"));
        server.stubFor(
                post(anyUrl()).inScenario("order").whenScenarioStateIs("then").willReturn(then));
    }
}

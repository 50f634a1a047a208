package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.TestApi.Thing;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.stream.EventStream;
import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Parts of a bot's own that throw what nobody expects: errors, exceptions that are not declared, exceptions that throw themselves. Whatever
 * they do, the permit comes back, the connection ends, the call is recorded, and closing does not wait for it.
 */
@Timeout(60)
class HostilePartsTest extends WireTest {
    private static final Search PROMPT = new Search("q");

    @BeforeEach
    void answers() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        server.stubFor(post("/chat")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withBody("data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n")));
    }

    @Test
    void sinkThatThrowsAnError_breaksNeitherCallNorStream() {
        use(new Bench(
                uri(),
                TimeSource.system(),
                Bench.CONFIG,
                definition -> definition,
                builder -> builder.events(event -> {
                    bench.events.add(event);
                    throw new AssertionError("sink");
                })));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
        EventStream<Chunk> stream = api.chat(PROMPT);
        stream.close();

        assertThat(bench.permitsHeld()).isZero();
    }

    @Test
    void settlerThatThrowsAnError_breaksNeitherCallNorStream_whichIsOver() {
        define(definition -> definition.settler((answer, cost) -> {
            throw new NoClassDefFoundError("settler");
        }));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
        EventStream<Chunk> stream = api.chat(PROMPT);
        stream.iterator().next();
        assertThatCode(stream::close).doesNotThrowAnyException();

        assertThat(bench.calls).hasSize(2);
        assertThatClosingIsQuick();
    }

    @Test
    void listenerWhoseExceptionThrowsItself_breaksNoCall() {
        CallListener hostile = new CallListener() {
            @Override
            public void onCall(CallRecord call) {}

            @Override
            public void onPermit(CallStep attempt) {
                throw new HostileException();
            }
        };
        use(new Bench(
                uri(),
                TimeSource.system(),
                Bench.CONFIG,
                definition -> definition,
                builder -> builder.listener(hostile)));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
    }

    @Test
    void customizerThatThrowsAnUndeclaredException_meansNotSent_andTheCallIsOver() {
        define(definition -> definition.customizer(call -> undeclared()));

        assertThatThrownBy(() -> api.thing("7"))
                .isInstanceOf(RequestNotSentException.class)
                .hasMessage("acme thing: call cannot be planned");
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.NOT_SENT);
        assertThatClosingIsQuick();
    }

    @Test
    void signerAndInterceptorThatThrowUndeclaredExceptions_meanNotSent_andSayWhoItWas() {
        define(definition -> definition.signer(request -> undeclared()));
        assertThatThrownBy(() -> api.thing("7")).hasMessage("acme thing: signer failed with IOException");

        use(new Bench(
                uri(),
                TimeSource.system(),
                Bench.CONFIG,
                definition -> definition,
                builder -> builder.interceptor((attempt, request) -> undeclared())));
        assertThatThrownBy(() -> api.thing("7")).hasMessage("acme thing: interceptor failed with IOException");
    }

    @Test
    void classifierThatThrowsAnUndeclaredException_makesTheAnswerUnreadable_andTheAttemptIsLogged() {
        define(definition -> definition.classifier((head, body) -> {
            undeclared();
            throw new AssertionError("not reached");
        }));

        assertThatThrownBy(() -> api.thing("7"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("classifier failed with IOException");
    }

    @Test
    void classifierThatThrowsAnError_isSeenByTheCaller_andTheAttemptIsLogged() {
        define(definition -> definition.classifier((head, body) -> {
            throw new StackOverflowError();
        }));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(StackOverflowError.class);
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
    }

    @Test
    void streamWhoseDecoderCannotBeMade_orThrowsAnError_isCut() throws Exception {
        AtomicInteger made = new AtomicInteger();
        cutsTheConnection(() -> {
            if (made.incrementAndGet() > 1) {
                throw new IllegalStateException("no decoder");
            }
            return new ChunkDecoder();
        });
        cutsTheConnection(() -> event -> {
            throw new StackOverflowError();
        });
    }

    private void cutsTheConnection(Supplier<EventDecoder<Chunk>> decoders) throws Exception {
        try (RawServer raw = RawServer.stalling(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"text\":\"a\"}\n\n")) {
            use(new Bench(
                    raw.uri(),
                    TimeSource.system(),
                    Bench.CONFIG.replace("20s", "60s").replace("deadline: 30s", "deadline: 60s"),
                    definition -> definition.events(Chunk.class, decoders)));

            assertThatThrownBy(() -> api.chat(PROMPT)).isNotNull();

            raw.awaitPeerClosed();
        }
    }

    private void assertThatClosingIsQuick() {
        long begun = System.nanoTime();
        bench.sluice.close(Duration.ofSeconds(40));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    private void define(UnaryOperator<ApiDefinition.Builder<TestApi>> definition) {
        use(new Bench(uri(), TimeSource.system(), Bench.CONFIG, definition));
    }

    /** As languages without checked exceptions do. */
    private static void undeclared() {
        HostilePartsTest.<RuntimeException>thrown(new IOException("with " + Thing.class));
    }

    @SuppressWarnings("unchecked") // that it is none is the point
    private static <X extends Exception> void thrown(Exception any) throws X {
        throw (X) any;
    }

    private static final class HostileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }
}

package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that break, stall and are given up, against raw sockets in real time with short limits. */
@Timeout(60)
class FaultTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String SSE = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final String SHORT_FIRST_BYTE =
            limits("first-byte-timeout: 300ms, idle-timeout: 20s, deadline: 20s");
    private static final String SHORT_IDLE = limits("first-byte-timeout: 20s, idle-timeout: 300ms, deadline: 20s");
    private static final String SHORT_DEADLINE = limits("first-byte-timeout: 20s, idle-timeout: 20s, deadline: 2s");
    private static final String LONG = limits("first-byte-timeout: 20s, idle-timeout: 19s, deadline: 20s");

    /** Far above what any limit of this class needs, far below what any other limit would take. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private RawServer server;
    private Bench bench;

    /** The first call of a JVM loads classes for longer than the short limits are. */
    @BeforeAll
    static void warmUp() throws IOException {
        try (RawServer raw = answering(OK + "Content-Length: 15\r\n\r\n{\"name\":\"lamp\"}");
                Bench warm = bench(raw.uri(), LONG)) {
            assertThat(warm.api.thing("7").name()).isEqualTo("lamp");
        }
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        Thread.interrupted();
        assertThat(bench.permitsHeld()).as("permits held").isZero();
        assertThat(bench.events("api_response").size()
                        + bench.events("api_error").size())
                .as("ends of attempts")
                .isEqualTo(bench.events("api_request").size());
        assertThat(bench.events("external_api_call")).hasSameSizeAs(bench.calls);
        bench.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void stalledHead_endsAtTheFirstByteTimeout_closingTheConnection() throws Exception {
        open(RawServer.stalling("HTTP/1.1 200"), once(SHORT_FIRST_BYTE));

        TransportException failure = endsSoon(TransportException.class, () -> bench.api.thing("7"));

        assertThat(failure).hasMessage("acme thing: no answer: first-byte timeout over");
        server.awaitPeerClosed();
    }

    @Test
    void stalledHead_endsAtTheDeadlineIfThatIsSooner() throws Exception {
        open(RawServer.stalling(""), SHORT_DEADLINE);

        TransportException failure = endsSoon(TransportException.class, () -> bench.api.thing("7"));

        assertThat(failure).hasMessage("acme thing: no answer: deadline over");
        assertThat(failure.attempts()).isEqualTo(1);
        server.awaitPeerClosed();
    }

    @Test
    void stalledBody_endsAtTheIdleTimeout_closingTheConnection() throws Exception {
        open(RawServer.stalling(OK + "Content-Length: 100\r\n\r\n{\"name\":"), once(SHORT_IDLE));

        TransportException failure = endsSoon(TransportException.class, () -> bench.api.thing("7"));

        assertThat(failure).hasMessage("acme thing: body broke off: idle timeout over");
        assertThat(failure.isRetryable()).isTrue();
        server.awaitPeerClosed();
    }

    @Test
    void stalledStream_endsAtTheIdleTimeout() throws Exception {
        open(RawServer.stalling(SSE + "data: {\"text\":\"a\"}\n\n"), SHORT_IDLE);

        TruncatedStreamException failure = endsSoon(
                TruncatedStreamException.class,
                () -> bench.api.chat(new Search("q")).forEach(chunk -> {}));

        assertThat(failure).hasMessage("acme chat: stream broke off: idle timeout over");
        assertThat(bench.call().attempts()).isEqualTo(1);
        server.awaitPeerClosed();
    }

    @Test
    void streamWithoutFirstEvent_endsAtTheDeadline_asIfNothingHadHappened() throws Exception {
        open(RawServer.stalling(SSE + ": keep-alive\n\n"), SHORT_DEADLINE);

        TruncatedStreamException failure =
                endsSoon(TruncatedStreamException.class, () -> bench.api.chat(new Search("q")));

        assertThat(failure).hasMessage("acme chat: stream broke off: deadline over");
        assertThat(failure.isRetryable()).isTrue();
        server.awaitPeerClosed();
    }

    @Test
    void streamClosedByAnotherThread_wakesItsReader_andClosesTheConnection() throws Exception {
        open(RawServer.stalling(SSE + "data: {\"text\":\"a\"}\n\n"), LONG);
        EventStream<Chunk> stream = bench.api.chat(new Search("q"));
        Iterator<Chunk> events = stream.iterator();
        events.next();
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(events::hasNext);

        stream.close();

        assertThat(more.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
        server.awaitPeerClosed();
    }

    @Test
    void close_drainsThenCancelsWhatStillRuns() throws Exception {
        open(RawServer.stalling(""), LONG);
        CompletableFuture<ClientException> ended = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(ClientException.class, () -> bench.api.thing("7")));
        server.awaitReached();

        bench.sluice.close(Duration.ofMillis(50));

        assertThat(ended.get(20, TimeUnit.SECONDS)).hasMessage("acme thing: no answer: cancelled");
        server.awaitPeerClosed();
        assertThatThrownBy(() -> bench.api.thing("7"))
                .isInstanceOf(RequestNotSentException.class)
                .hasMessageContaining("client closed");
    }

    @Test
    void close_endsOpenStreams_whoseReadersAreTold() throws Exception {
        open(RawServer.stalling(SSE + "data: {\"text\":\"a\"}\n\n"), LONG);
        Iterator<Chunk> events = bench.api.chat(new Search("q")).iterator();
        events.next();

        bench.sluice.close(Duration.ZERO);

        assertThatThrownBy(events::hasNext)
                .isInstanceOf(TruncatedStreamException.class)
                .hasMessage("acme chat: stream cancelled");
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
    }

    @Test
    void close_letsARunningCallFinish() throws Exception {
        open(
                RawServer.of((raw, in, out) -> {
                    raw.reached();
                    out.write((OK + "Content-Length: 15\r\n\r\n{\"name\":\"lamp\"}").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    raw.awaitPeerClose(in);
                }),
                LONG);
        CompletableFuture<String> name =
                CompletableFuture.supplyAsync(() -> bench.api.thing("7").name());
        server.awaitReached();

        bench.sluice.close(Duration.ofSeconds(20));

        assertThat(name.get(20, TimeUnit.SECONDS)).isEqualTo("lamp");
    }

    private void open(RawServer raw, String config) {
        server = raw;
        bench = bench(raw.uri(), config);
    }

    private static Bench bench(URI uri, String config) {
        return new Bench(uri, TimeSource.system(), config, definition -> definition);
    }

    private static RawServer answering(String answer) throws IOException {
        return RawServer.of((raw, in, out) -> {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
    }

    private static <X extends ClientException> X endsSoon(Class<X> type, Runnable call) {
        long start = System.nanoTime();
        X failure = catchThrowableOfType(type, call::run);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static String once(String config) {
        return config.replace("max-attempts: 3", "max-attempts: 1");
    }

    private static String limits(String http) {
        return """
                providers:
                  acme:
                    limits: { max-concurrent: 4, min-delay: 0ms }
                    retry: { max-attempts: 3, backoff: 10ms, max-backoff: 10ms }
                    http: { %s }
                """.formatted(http);
    }
}

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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
    void refusedConnection_isNotSent_andRepeatedEvenForAnEffect() throws IOException {
        bench = bench(freePort(), LONG);

        RequestNotSentException failure =
                catchThrowableOfType(RequestNotSentException.class, () -> bench.api.order(new Search("q")));

        assertThat(failure.attempts()).isEqualTo(3);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure).hasMessage("acme order: no connection").hasCauseInstanceOf(IOException.class);
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.NOT_SENT);
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
    void stalledBodyOfAnEffect_isOutcomeUnknown_andNotRepeated() throws Exception {
        open(RawServer.stalling(OK + "Content-Length: 100\r\n\r\n{"), SHORT_IDLE);

        assertThat(endsSoon(TransportException.class, () -> bench.api.order(new Search("q"))))
                .hasMessage("acme order: body broke off: idle timeout over: outcome unknown");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void drippingBody_endsAtTheDeadline() throws Exception {
        open(
                RawServer.of((raw, in, out) -> {
                    out.write((OK + "Content-Length: 100000\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                    for (int i = 0; i < 100_000; i++) {
                        out.write(' ');
                        out.flush();
                        TimeSource.system().parkNanos(raw, TimeUnit.MILLISECONDS.toNanos(20));
                    }
                }),
                SHORT_DEADLINE);

        assertThat(endsSoon(TransportException.class, () -> bench.api.thing("7")))
                .hasMessage("acme thing: body broke off: deadline over");
    }

    @Test
    void bodyShorterThanAnnounced_isBroken() throws Exception {
        open(answering(OK + "Content-Length: 100\r\n\r\n{\"name\":\"lamp\"}"), once(LONG));

        assertThat(endsSoon(TransportException.class, () -> bench.api.thing("7")))
                .hasMessage("acme thing: body broke off");
    }

    @Test
    void brokenChunk_isBroken() throws Exception {
        open(answering(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"nam\r\nzz\r\n"), once(LONG));

        endsSoon(TransportException.class, () -> bench.api.thing("7"));
    }

    @Test
    void noHttp_isBroken_withoutQuotingIt() throws Exception {
        open(answering("SSH-2.0-sk-or-v1-secret\r\n\r\n"), once(LONG));

        assertThat(endsSoon(TransportException.class, () -> bench.api.thing("7")))
                .hasMessage("acme thing: no answer");
    }

    @Test
    void connectionClosedBeforeAnAnswer_isRepeatedForARead() throws Exception {
        open(answering(""), LONG);

        assertThat(endsSoon(TransportException.class, () -> bench.api.thing("7"))
                        .attempts())
                .isEqualTo(3);
    }

    @Test
    void interruptWhileWaitingForTheHead_endsTheCall_andStaysSet() throws Exception {
        open(RawServer.stalling(""), LONG);

        CountDownLatch now = new CountDownLatch(0);
        TransportException failure = interrupted(TransportException.class, now, () -> bench.api.thing("7"));

        assertThat(failure).hasMessage("acme thing: no answer: interrupted");
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
        server.awaitPeerClosed();
    }

    @Test
    void interruptWhileReadingTheBody_endsTheCall_andStaysSet() throws Exception {
        CountDownLatch headArrived = new CountDownLatch(1);
        server = RawServer.stalling(OK + "Content-Length: 100\r\n\r\n{");
        bench = new Bench(
                server.uri(), new TellingTime(Duration.ofSeconds(19), headArrived), LONG, definition -> definition);

        TransportException failure = interrupted(TransportException.class, headArrived, () -> bench.api.thing("7"));

        assertThat(failure).hasMessage("acme thing: body broke off: interrupted");
        server.awaitPeerClosed();
    }

    @Test
    void interruptWhileReadingAStream_endsIt_andStaysSet() throws Exception {
        open(RawServer.stalling(SSE + "data: {\"text\":\"a\"}\n\n"), LONG);

        CountDownLatch firstRead = new CountDownLatch(1);
        TruncatedStreamException failure = interrupted(TruncatedStreamException.class, firstRead, () -> {
            try (EventStream<Chunk> stream = bench.api.chat(new Search("q"))) {
                stream.forEach(chunk -> firstRead.countDown());
            }
        });

        assertThat(failure).hasMessage("acme chat: stream broke off: interrupted");
        assertThat(failure.deliveredEvents()).isEqualTo(1);
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

    /** Runs the call in a thread of its own and interrupts it when the server has nothing more to say. */
    private <X extends ClientException> X interrupted(Class<X> type, CountDownLatch when, Runnable call)
            throws Exception {
        CompletableFuture<X> ended = new CompletableFuture<>();
        boolean[] flag = new boolean[1];
        Thread caller = new Thread(() -> {
            try {
                X failure = catchThrowableOfType(type, call::run);
                flag[0] = Thread.currentThread().isInterrupted();
                ended.complete(failure);
            } catch (Throwable other) {
                ended.completeExceptionally(other);
            }
        });
        caller.start();
        server.awaitReached();
        assertThat(when.await(20, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        X failure = ended.get(20, TimeUnit.SECONDS);
        caller.join();
        assertThat(flag[0]).as("interrupt flag").isTrue();
        assertThat(failure.attempts()).isEqualTo(1);
        return failure;
    }

    private static URI freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
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

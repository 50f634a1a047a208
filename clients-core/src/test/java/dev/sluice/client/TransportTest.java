package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.client.stream.EventStream;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire and how much of what comes is taken, against raw sockets. */
@Timeout(60)
class TransportTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String LAMP = "{\"name\":\"lamp\"}";

    private RawServer server;
    private Bench bench;

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(bench.permitsHeld()).as("permits held").isZero();
        bench.close();
        server.close();
    }

    @Test
    void bodyAnnouncedTooLarge_isRefusedUnread() throws Exception {
        open(RawServer.stalling(OK + "Content-Length: 64000000\r\n\r\n{"));

        assertThatThrownBy(() -> bench.api.thing("7"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("body too large (expected: at most 65536 bytes)");
        server.awaitPeerClosed();
    }

    @Test
    void bodyOf64MB_unannounced_isReadToTheBound_andCut() throws Exception {
        AtomicLong sent = new AtomicLong();
        open(RawServer.of((raw, in, out) -> {
            write(out, OK + "Connection: close\r\n\r\n");
            byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                out.write(megabyte);
                sent.addAndGet(megabyte.length);
            }
            raw.awaitPeerClose(in);
        }));

        assertThatThrownBy(() -> bench.api.thing("7"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("body too large");
        server.awaitPeerClosed();
        assertThat(sent.get()).isLessThan(32 << 20);
    }

    @ParameterizedTest
    @CsvSource({"400, 64000000", "503, 64000000"})
    void hugeBodyOfAnError_isReadAtItsBeginningOnly_andTheStatusStands(int status, int announced) throws Exception {
        open(RawServer.of((raw, in, out) -> {
            write(out, "HTTP/1.1 " + status + " No\r\nContent-Length: " + announced + "\r\n\r\n");
            byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                out.write(megabyte);
            }
        }));

        assertThat(catchThrowableOfType(ResponseException.class, () -> bench.api.order(new TestApi.Search("q")))
                        .effectiveStatus())
                .hasValue(status);
    }

    @Test
    void errorWhoseBodyBreaksOff_isOfItsStatus_soThatAnEffectIsCertainNotToHaveHappened() throws Exception {
        open(answering("HTTP/1.1 400 Bad\r\nContent-Length: 100\r\n\r\n{\"error\":"));

        ResponseException failure =
                catchThrowableOfType(ResponseException.class, () -> bench.api.order(new TestApi.Search("q")));

        assertThat(failure.effectiveStatus()).hasValue(400);
        assertThat(failure.isOutcomeUnknown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "gzip, br"})
    void unknownEncoding_isRefused(String encoding) throws Exception {
        open(answering(OK + "Content-Encoding: " + encoding + "\r\nContent-Length: 15\r\n\r\n" + LAMP));

        assertThatThrownBy(() -> bench.api.thing("7"))
                .isInstanceOf(DecodingException.class)
                .hasMessage("acme thing: content encoding unknown (expected: gzip, or none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-encoding: GZip", "CONTENT-ENCODING: x-gzip", "Content-Encoding: identity, gzip"})
    void gzip_isKnownInEverySpelling(String header) throws Exception {
        byte[] body = GzipBodyTest.gzip(LAMP);
        open(RawServer.of((raw, in, out) -> {
            write(out, OK + header + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            out.write(body);
            out.flush();
        }));

        assertThat(bench.api.thing("7").name()).isEqualTo("lamp");
    }

    @Test
    void gzipStream_givesEachEventWhenItWasFlushed() throws Exception {
        CountDownLatch firstWasRead = new CountDownLatch(1);
        open(RawServer.of((raw, in, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n\r\n");
            var gzip = new java.util.zip.GZIPOutputStream(out, true);
            gzip.write("data: {\"text\":\"a\"}\n\n".getBytes(StandardCharsets.UTF_8));
            gzip.flush();
            await(firstWasRead);
            gzip.write("data: {\"text\":\"b\"}\n\ndata: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            gzip.finish();
        }));

        try (EventStream<TestApi.Chunk> stream = bench.api.chat(new TestApi.Search("q"))) {
            Iterator<TestApi.Chunk> events = stream.iterator();
            assertThat(events.next().text()).isEqualTo("a");
            firstWasRead.countDown();
            assertThat(events.next().text()).isEqualTo("b");
            assertThat(events.hasNext()).isFalse();
        }
    }

    /**
     * A reader that does not read keeps the server waiting. Once it has what it asked for, nobody asks for more but the reader itself; and the
     * server gets rid of no more than the sockets' buffers hold, until the client hangs up.
     */
    @Test
    void slowConsumerOfAStream_keepsTheServerWaiting() throws Exception {
        AtomicLong sent = new AtomicLong();
        byte[] megabyte = ("data: {\"text\":\"" + "x".repeat(1_000) + "\"}\n\n")
                .repeat(1_000)
                .getBytes(StandardCharsets.UTF_8);
        server = RawServer.of((raw, in, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            for (int i = 0; i < 64; i++) {
                out.write(megabyte);
                sent.addAndGet(megabyte.length);
            }
            raw.awaitPeerClose(in);
        });
        WatchedHttpClient client = new WatchedHttpClient();
        bench = new Bench(
                server.uri(),
                VirtualTime.autoAdvancing(),
                Bench.CONFIG,
                definition -> definition,
                builder -> builder.httpClient(client));

        try (EventStream<TestApi.Chunk> stream = bench.api.chat(new TestApi.Search("q"))) {
            assertThat(stream.iterator().hasNext()).isTrue();

            assertThat(client.awaitDemandMet()).isLessThan(megabyte.length);
            assertThat(client.asked()).isLessThan(10);
        }
        server.awaitPeerClosed();
        assertThat(sent.get()).isLessThan(32L * megabyte.length);
    }

    @Test
    void proxy_getsWhatIsNotForLoopback_andNeverACredential() throws Exception {
        server = RawServer.of((raw, in, out) -> write(out, OK + "Content-Length: 15\r\n\r\n" + LAMP));
        String config = Bench.CONFIG.replace(
                "http: {", "http: { proxy: \"127.0.0.1:" + server.uri().getPort() + "\",");
        bench = new Bench(
                URI.create("http://api.example.invalid"),
                VirtualTime.autoAdvancing(),
                config,
                definition -> definition.signer(RequestSigner.none()));

        assertThat(bench.api.thing("7").name()).isEqualTo("lamp");
        bench.close();

        bench = new Bench(
                URI.create("http://127.0.0.1:1"), VirtualTime.autoAdvancing(), config, definition -> definition);
        assertThatThrownBy(() -> bench.api.thing("7"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("no connection");
        assertThat(server.connections()).isEqualTo(1);
    }

    private void open(RawServer raw) {
        server = raw;
        bench = Bench.of(raw.uri(), VirtualTime.autoAdvancing());
    }

    private static RawServer answering(String answer) throws IOException {
        return RawServer.of((raw, in, out) -> write(out, answer));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}

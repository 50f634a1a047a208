package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.stream.EventStream;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Streams that nobody closes: what they hold comes back when nobody can reach them any more, and not before. */
@Timeout(60)
class LostStreamTest {
    private static final Search PROMPT = new Search("q");
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final String BEGINNING = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
            + "data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n";

    private final VirtualTime time = VirtualTime.manual();
    private final Logger logger = (Logger) LoggerFactory.getLogger(EventStream.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private RawServer server;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        server = RawServer.stalling(BEGINNING);
        bench = Bench.of(server.uri(), time);
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void close() throws IOException {
        logger.setAdditive(true);
        logger.detachAppender(lines);
        bench.sluice.close(Duration.ZERO);
        server.close();
    }

    @Test
    void streamThatIsForgotten_givesItsPermitBack_cutsItsConnection_andIsReportedOnce() throws Exception {
        assertThat(bench.api.chat(PROMPT).iterator().next().text()).isEqualTo("a");
        assertThat(bench.permitsHeld()).isEqualTo(1);

        collectUntil(() -> !lines.list.isEmpty());

        server.awaitPeerClosed();
        assertThat(bench.permitsHeld()).isZero();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .isEqualTo(
                            "stream chat of acme lost without being closed: its permit is given back, its connection cut"
                                    + " (request id " + bench.call().requestId() + ")");
        });
        assertThat(bench.eventTypes()).containsExactly("api_request", "api_response", "external_api_call");
    }

    @Test
    void futureThatIsForgotten_isNoDifferent() throws Exception {
        bench.sluice.async(() -> bench.api.chat(PROMPT)).get(20, TimeUnit.SECONDS);

        collectUntil(() -> !lines.list.isEmpty());

        server.awaitPeerClosed();
        assertThat(bench.permitsHeld()).isZero();
        assertThat(lines.list).hasSize(1);
    }

    @Test
    void streamThatIsHeld_byItselfOrItsIterator_isLeftAlone() {
        holdTwo();

        collectUntil(() -> bench.calls.size() == 2);
        assertThat(bench.permitsHeld()).isZero();
    }

    private void holdTwo() {
        EventStream<Chunk> held = bench.api.chat(PROMPT);
        Iterator<Chunk> reading = bench.api.chat(PROMPT).iterator();
        for (int look = 0; look < 5; look++) {
            System.gc();
            time.advance(IDLE);
        }

        assertThat(bench.permitsHeld()).isEqualTo(2);
        assertThat(reading.next().text()).isEqualTo("a");
        assertThat(held.iterator().next().text()).isEqualTo("a");
        assertThat(lines.list).isEmpty();
        held.close();
        assertThat(bench.permitsHeld()).isEqualTo(1);
    }

    @Test
    void streamWhoseReaderWaits_isLeftAlone() throws Exception {
        CompletableFuture<Integer> read = bench.sluice.async(() -> {
            int events = 0;
            for (Chunk chunk : bench.api.chat(PROMPT)) {
                events += chunk.text().length();
                server.reached();
            }
            return events;
        });
        server.awaitReached();
        for (int look = 0; look < 5; look++) {
            System.gc();
            time.advance(Duration.ofMillis(100));
        }

        assertThat(read).isNotDone();
        assertThat(bench.permitsHeld()).isEqualTo(1);
        assertThat(lines.list).isEmpty();
        read.cancel(true);
        collectUntil(() -> bench.calls.size() == 1);
        assertThat(lines.list).isEmpty();
    }

    @Test
    void streamThatIsOver_mayBeForgotten() {
        bench.api.chat(PROMPT).close();
        for (int look = 0; look < 3; look++) {
            System.gc();
            time.advance(IDLE);
        }

        assertThat(lines.list).isEmpty();
    }

    /** Collects, and looks as the timer does. */
    private void collectUntil(BooleanSupplier isThere) {
        while (!isThere.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("not in time");
            }
            System.gc();
            time.advance(IDLE);
        }
    }
}

package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.agent.AgentEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run's events over connections that break. */
class ResumedEventsTest {
    private static final String CREATED =
            "id: 1\nevent: agent_run.created\ndata: {\"id\":\"a\",\"status\":\"queued\"}\n\n";
    private static final String STARTED =
            "id: 2\nevent: agent_run.started\ndata: {\"id\":\"a\",\"status\":\"running\"}\n\n";
    private static final String DONE =
            "id: 3\nevent: agent_run.completed\ndata: {\"id\":\"a\",\"status\":\"completed\"}\n\n";

    private PieceServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PieceServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void brokenStream_isTakenUpBehindItsLastEvent() {
        answers(CREATED + STARTED + "id: 3\nevent: agent_run.comp", DONE);

        assertThat(read(null)).containsExactly("1", "2", "3");
        assertThat(server.lastEventIds).containsExactly("null", "2");
    }

    @Test
    void wholeStream_isOneConnection_begunWhereAsked() {
        answers(DONE);

        assertThat(read("2")).containsExactly("3");
        assertThat(server.lastEventIds).containsExactly("2");
    }

    @Test
    void connectionBrokenBehindTheLastEvent_isTheEnd() {
        server.breakingOff();
        answers(CREATED + STARTED, DONE);

        assertThat(read(null)).containsExactly("1", "2", "3");
        assertThat(server.lastEventIds).containsExactly("null", "2");
    }

    @Test
    void eachEvent_countsAsProgress() {
        answers(CREATED, STARTED, ": alive\n\n", ": alive\n\n", DONE);

        assertThat(read(null)).containsExactly("1", "2", "3");
        assertThat(server.lastEventIds).startsWith("null", "1", "2", "2");
    }

    @Test
    void withoutProgress_theBreakIsThrown() {
        answers(CREATED, ": alive\n\n");

        assertThatExceptionOfType(TruncatedStreamException.class).isThrownBy(() -> read(null));
        assertThat(server.lastEventIds).hasSizeLessThan(12);
    }

    @Test
    void closedByItsReader_itIsNotOpenedAgain() {
        answers(CREATED + STARTED, DONE);

        EventStream<AgentEvent> events = server.client().agent().follow("a", null);
        Iterator<AgentEvent> iterator = events.iterator();
        assertThat(iterator.next().id()).isEqualTo("1");
        assertThat(events.requestId()).isNotBlank();
        assertThat(events.metadata().status()).isEqualTo(200);
        events.close();
        assertThat(iterator.hasNext()).isFalse();
        assertThat(server.lastEventIds).containsExactly("null");
    }

    private List<String> read(String after) {
        List<String> ids = new ArrayList<>();
        try (EventStream<AgentEvent> events = server.client().agent().follow("a", after)) {
            events.forEach(event -> ids.add(event.id()));
        }
        return ids;
    }

    private void answers(String... bodies) {
        byte[][] bytes = new byte[bodies.length][];
        for (int i = 0; i < bodies.length; i++) {
            bytes[i] = bodies[i].getBytes(StandardCharsets.UTF_8);
        }
        server.answers(Integer.MAX_VALUE, bytes);
    }
}

package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.stream.SseEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event-stream grammar, however the bytes arrive. */
class SseReaderTest {
    private static final String EVERYTHING = "\uFEFF: comment\n\n"
            + "data: plain\n\n"
            + "event: named\rid: 1\rdata: cr\r\r"
            + "data:no space\r\ndata:  two spaces\r\n\r\n"
            + ": OPENROUTER PROCESSING\n\n"
            + "data: gr\u00fcn \u20ac \uD83D\uDE00 \u2028 \u0085\n\n"
            + "id: a\u0000b\ndata\n\n"
            + "event: without data\n\n"
            + "retry: 10\nunknown: x\ndata: [DONE]\n\n";

    private static final List<SseEvent> EVERY_EVENT = List.of(
            new SseEvent("message", "plain", ""),
            new SseEvent("named", "cr", "1"),
            new SseEvent("message", "no space\n two spaces", "1"),
            new SseEvent("message", "gr\u00fcn \u20ac \uD83D\uDE00 \u2028 \u0085", "1"),
            new SseEvent("message", "", "1"),
            new SseEvent("message", "[DONE]", "1"));

    @Test
    void wholeBody_givesEveryEvent() {
        assertThat(events(new ByteArrayInputStream(bytes(EVERYTHING)))).isEqualTo(EVERY_EVENT);
    }

    @Test
    void bodySplitAtEveryByte_givesTheSameEvents() {
        byte[] all = bytes(EVERYTHING);
        for (int cut = 0; cut <= all.length; cut++) {
            InputStream split = new SequenceInputStream(
                    new ByteArrayInputStream(all, 0, cut), new ByteArrayInputStream(all, cut, all.length - cut));
            assertThat(events(split)).as("cut at byte %d", cut).isEqualTo(EVERY_EVENT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void bodyInEqualPieces_givesTheSameEvents(int piece) {
        assertThat(events(pieces(bytes(EVERYTHING), () -> piece))).isEqualTo(EVERY_EVENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bodyInRandomPieces_givesTheSameEvents(long seed) {
        Random random = new Random(seed);
        assertThat(events(pieces(bytes(EVERYTHING), () -> 1 + random.nextInt(12))))
                .as("seed %d", seed)
                .isEqualTo(EVERY_EVENT);
    }

    @Test
    void bodyCutAtEveryByte_givesABeginningOfTheEvents() {
        byte[] all = bytes(EVERYTHING);
        for (int cut = 0; cut <= all.length; cut++) {
            List<SseEvent> got = events(new ByteArrayInputStream(all, 0, cut));
            assertThat(EVERY_EVENT.subList(0, got.size()))
                    .as("cut at byte %d", cut)
                    .isEqualTo(got);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void everyLineEnd_isOne(String end) {
        String body = String.join(end, "data: a", "data: b", "", "data: c", "", "");

        assertThat(events(new ByteArrayInputStream(bytes(body))))
                .extracting(SseEvent::data)
                .containsExactly("a\nb", "c");
    }

    @Test
    void unfinishedEvent_isDropped() {
        assertThat(events(new ByteArrayInputStream(bytes("data: a\n\ndata: half\n"))))
                .extracting(SseEvent::data)
                .containsExactly("a");
    }

    @Test
    void byteOrderMark_isSkippedOnlyAtTheBeginning() {
        assertThat(events(new ByteArrayInputStream(bytes("data: a\n\n\uFEFFdata: b\n\ndata: c\n\n"))))
                .extracting(SseEvent::data)
                .containsExactly("a", "c");
    }

    @Test
    void invalidUtf8_isReplaced_notFatal() {
        byte[] body = bytes("data: a?b\n\n");
        body[7] = (byte) 0xff;

        assertThat(events(new ByteArrayInputStream(body)))
                .extracting(SseEvent::data)
                .containsExactly("a\uFFFDb");
    }

    @Test
    void tooLargeLine_isRefused() {
        SseReader reader = new SseReader(new ByteArrayInputStream(bytes("data: " + "x".repeat(100))), 50);

        assertThatThrownBy(reader::next)
                .isInstanceOf(SseReader.EventTooLargeException.class)
                .hasMessage("event too large (expected: at most 50 bytes)");
    }

    @Test
    void manySmallLinesOfOneEvent_areRefusedTogether() {
        SseReader reader = new SseReader(new ByteArrayInputStream(bytes("data: x\n".repeat(100))), 50);

        assertThatThrownBy(reader::next).isInstanceOf(SseReader.EventTooLargeException.class);
    }

    @Test
    void manyEventsAndComments_areNotTooLargeTogether() throws IOException {
        String body = (": " + "c".repeat(30) + "\n\ndata: " + "x".repeat(30) + "\n\n").repeat(100);
        SseReader reader = new SseReader(new ByteArrayInputStream(bytes(body)), 50);

        int count = 0;
        while (reader.next() != null) {
            count++;
        }
        assertThat(count).isEqualTo(100);
    }

    private static List<SseEvent> events(InputStream body) {
        SseReader reader = new SseReader(body, 10_000);
        List<SseEvent> events = new ArrayList<>();
        try {
            for (SseEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return events;
    }

    private static InputStream pieces(byte[] all, java.util.function.IntSupplier size) {
        return new InputStream() {
            private int at;

            @Override
            public int read() {
                return at == all.length ? -1 : all[at++] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = Math.min(Math.min(length, size.getAsInt()), all.length - at);
                if (count == 0) {
                    return -1;
                }
                System.arraycopy(Arrays.copyOfRange(all, at, at + count), 0, target, offset, count);
                at += count;
                return count;
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

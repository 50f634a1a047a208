package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import dev.sluice.exa.answer.AnswerChunk;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The recorded answer, its payloads cut over events in other places than Exa happened to cut them: the same events, or none at all. */
class CutAnywhereTest {
    private static final int SCHEDULES = 300;

    private final Specs specs = Specs.of("exa");

    @Test
    void payloadsCutAtRandom_giveTheSameEvents() {
        List<String> payloads = payloads();
        List<AnswerChunk> whole = decoded(payloads);
        long seed = Long.getLong("sluice.seed", 20_261_121);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SCHEDULES; i++) {
            assertThat(decoded(cut(payloads, random)))
                    .as("seed " + seed + ", schedule " + i)
                    .isEqualTo(whole);
        }
        specs.ran("random cuts of the recorded answer", SCHEDULES);
    }

    /** The end of a payload is lost, at every place it can be cut at: what follows never makes it whole. */
    @Test
    void endOfAPayloadLost_isNeverWhole() {
        String citations = "{\"citations\":[{\"title\":\"a {b} \\\"c\\\"\",\"score\":1.5}]}";
        String cost = "{\"costDollars\":{\"total\":0.005},\"requestId\":\"r\"}";
        for (int at = 1; at < citations.length(); at++) {
            EventDecoder<AnswerChunk> decoder = PayloadDecoder.answer();
            decoder.decode(new SseEvent("message", citations.substring(0, at), ""));
            StreamItem<AnswerChunk> next = decoder.decode(new SseEvent("message", cost, ""));

            assertThat(next).as("cut at " + at).isInstanceOf(StreamItem.Skip.class);
            assertThat(decoder.isComplete()).isFalse();
        }
    }

    /** Each payload in one to four pieces, never in so many that the bound is met. */
    private static List<String> cut(List<String> payloads, SplittableRandom random) {
        List<String> pieces = new ArrayList<>();
        for (String payload : payloads) {
            String rest = payload;
            for (int cuts = random.nextInt(4); cuts > 0 && rest.length() > 1; cuts--) {
                int at = 1 + random.nextInt(rest.length() - 1);
                pieces.add(rest.substring(0, at));
                rest = rest.substring(at);
            }
            pieces.add(rest);
        }
        return pieces;
    }

    private static List<AnswerChunk> decoded(List<String> pieces) {
        EventDecoder<AnswerChunk> decoder = PayloadDecoder.answer();
        List<AnswerChunk> chunks = new ArrayList<>();
        for (String piece : pieces) {
            if (decoder.decode(new SseEvent("message", piece, "")) instanceof StreamItem.Event<AnswerChunk> event) {
                chunks.add(event.value());
            }
        }
        assertThat(decoder.isComplete()).isTrue();
        return chunks;
    }

    /** The recorded payloads, each whole. */
    private List<String> payloads() {
        SpecExample recorded = specs.examples("examples", e -> e.recorded() && e.has("response.sse"))
                .get(0);
        SplitPayload payload = new SplitPayload();
        List<String> payloads = new ArrayList<>();
        recorded.text("response.sse")
                .lines()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> {
                    var whole = payload.offer(line.substring(6));
                    if (whole != null) {
                        payloads.add(whole.toString());
                    }
                });
        return payloads;
    }
}

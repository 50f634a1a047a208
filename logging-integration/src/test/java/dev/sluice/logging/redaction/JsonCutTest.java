package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.event.ApiResponse;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.Lines;
import dev.sluice.logging.event.ResponseDetails;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that were cut at every byte: by the network, or by ourselves. */
class JsonCutTest {
    private static final String CANARY = "CANARY-zq7x-91ab";

    static Stream<String> bodies() {
        return Stream.of(
                "{\"password\":\"@\",\"a\":\"x\"}",
                "{\"a\":1,\"api_key\":{\"b\":[\"@\",\"@\"]},\"c\":\"ü€𝄞\"}",
                "{\"value\":\"@\",\"name\":\"Authorization\"}",
                "[{\"name\":\"x\",\"value\":\"ok\"},{\"value\":\"@\",\"name\":\"api_key\"}]",
                "[[\"Authorization\",\"@\"],[\"b\",\"c\"]]",
                "[\"Accept\",\"x\",\"Authorization\",\"@\"]",
                "{\"pass\\u0077ord\":\"@\"}",
                "{\"args\":\"{\\\"token\\\":\\\"@\\\",\\\"n\\\":1}\"}",
                "{\"args\":\"{\\\"args\\\":\\\"{\\\\\\\"token\\\\\\\":\\\\\\\"@\\\\\\\"}\\\"}\"}",
                "{\"text\":\"password=@ and Bearer @\"}",
                "{\"a\":1}\n{\"secret\":\"@\"}\n{\"b\":2}",
                "{\"bids\":[[\"0.5\",\"10\"]],\"token\":\"@\"}",
                "{\"a\":[1,2,{\"pin\":12345678901}],\"key\":\"@\"}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void body_cutAtEveryByte_showsNothing(String template) {
        byte[] body = template.replace("@", CANARY).getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= body.length; cut++) {
            String shown = Redactor.standard().body(Arrays.copyOf(body, cut), "application/json", 500);
            assertHidden(shown, cut);
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void body_shownUpToEveryLength_showsNothing(String template) {
        String body = template.replace("@", CANARY);
        for (int limit = 0; limit <= body.length(); limit++) {
            String shown = Redactor.standard().body(body, null, limit);
            assertHidden(shown, limit);
            assertThat(shown.length()).isLessThanOrEqualTo(Math.max(limit, 60) + Cut.MARK.length());
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void events_cutAtEveryByte_showNothing(String template) {
        String body = "event: m\ndata: " + template.replace("@", CANARY).replace("\n", "\ndata: ") + "\n\n";
        for (int cut = 0; cut <= body.length(); cut++) {
            assertHidden(Redactor.standard().body(body.substring(0, cut), "text/event-stream", 500), cut);
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void text_cutAtEveryByte_showsNothingAsAnEvent(String template) {
        byte[] body = template.replace("@", CANARY).getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= body.length; cut += 3) {
            String shown = Redactor.standard().body(Arrays.copyOf(body, cut), "application/json", 500);
            Lines lines = new Lines();
            lines.sink()
                    .emit(ApiResponse.of(new CallRef("r", "p", "o", "GET", "/x"), 1, 200, java.time.Duration.ZERO)
                            .with(ResponseDetails.NONE.body(shown)));
            assertHidden(lines.raw(), cut);
            assertThat(lines.only().get("body").asString()).isEqualTo(shown);
        }
    }

    private static void assertHidden(String shown, int cut) {
        // a piece of four characters is what the shortest rule for cut texts leaves
        assertThat(shown)
                .as("cut at %s", cut)
                .doesNotContain(CANARY.substring(0, 5))
                .doesNotContain("12345");
    }
}

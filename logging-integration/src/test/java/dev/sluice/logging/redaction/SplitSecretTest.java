package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registered secret in pieces: over the events of a stream, and at the end of what was kept of one. */
class SplitSecretTest {
    private static final Secret SECRET = Secret.of("Zebra/4711+quagga-stripes");

    @BeforeEach
    void register() {
        RegisteredSecrets.register(SECRET);
    }

    @AfterEach
    void forget() {
        RegisteredSecrets.forget(SECRET);
    }

    @Test
    void events_secretSplitAnywhere_isHiddenPieceByPiece() {
        String secret = SECRET.reveal();
        for (int first = 1; first < secret.length() - 1; first++) {
            for (int second = first + 1; second < secret.length(); second += 3) {
                String stream = delta("it is " + secret.substring(0, first))
                        + delta(secret.substring(first, second))
                        + delta(secret.substring(second) + " I think")
                        + delta("that is all")
                        + "data: [DONE]\n\n";
                String shown = Redactor.standard().body(stream, "text/event-stream", 4_000);

                assertThat(spelled(shown)).as(shown).doesNotContain("4711").doesNotContain("quag");
                assertThat(shown).contains("that is all", "[DONE]");
            }
        }
    }

    @Test
    void events_oneCharacterEach_isHidden() {
        StringBuilder stream = new StringBuilder();
        SECRET.reveal().chars().forEach(c -> stream.append(delta(String.valueOf((char) c))));

        assertThat(spelled(Redactor.standard().body(stream.toString(), null, 20_000)))
                .isEmpty();
    }

    @Test
    void events_secretBegunAtTheEnd_isHidden() {
        String shown = Redactor.standard().body(delta("ab Zebra/47") + delta("11+q"), null, 20_000);

        assertThat(spelled(shown)).isEmpty();
    }

    @Test
    void events_otherStringsBetween_doNotSeparateThePieces() {
        String stream = "data: {\"id\":\"gen-1\",\"content\":\"Zebra/4711+\",\"role\":\"x\"}\n\n"
                + "data: {\"id\":\"gen-1\",\"content\":\"quagga-stripes\",\"role\":\"x\"}\n\n";

        assertThat(Redactor.standard().body(stream, null, 4_000))
                .contains("gen-1")
                .doesNotContain("Zebra")
                .doesNotContain("quagga");
    }

    /** The index stands before or after the text, or further out; a name of that word and other values are none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[{'index':%d,'delta':{'content':'%s'}}]}",
                "{'choices':[{'delta':{'content':'%s'},'finish_reason':null, 'index' : %d }]}",
                "{'choices':[{'index':7,'delta':{'tool_calls':[{'index':%d,'function':{'content':'%s'}}]}}]}",
                "{'note':'index','choices':[{'index':'x','delta':{}},{'index':%d,'delta':{'content':'%s'}}]}"
            })
    void events_ofSeveralChoices_thatTakeTurns_areTextsOfTheirOwn(String form) {
        String secret = SECRET.reveal();
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            stream.append(event(form, 0, secret.substring(i, i + 1)));
            stream.append(event(form, 1, "other words "));
        }
        String shown = Redactor.standard().body(stream.toString(), null, 40_000);

        assertThat(spelled(shown).replace("other words ", "")).isEmpty();
        assertThat(shown).contains("other words ");
    }

    @Test
    void events_whoseIndexCountsOn_areOneTextAllTheSame() {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < SECRET.reveal().length(); i++) {
            String piece = SECRET.reveal().substring(i, i + 1);
            stream.append(event("{'index':%d,'content':'%s'}", i, piece));
        }

        assertThat(spelled(Redactor.standard().body(stream.toString(), null, 20_000)))
                .isEmpty();
    }

    private static String event(String form, int index, String piece) {
        boolean indexFirst = form.indexOf("%d") < form.indexOf("%s");
        String json = indexFirst ? String.format(form, index, piece) : String.format(form, piece, index);
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    private static String delta(String content) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}]}\n\n";
    }

    /** What somebody reads who puts the pieces together. */
    private static String spelled(String shown) {
        StringBuilder all = new StringBuilder();
        for (String line : shown.split("\n")) {
            int from = line.indexOf("\"content\":\"");
            if (from >= 0) {
                all.append(line, from + 11, line.indexOf('"', from + 11));
            }
        }
        return all.toString().replace(Secret.REDACTED, "").replace("that is all", "");
    }
}

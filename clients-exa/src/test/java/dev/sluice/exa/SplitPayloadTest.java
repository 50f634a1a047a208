package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class SplitPayloadTest {
    private static final String OBJECT =
            "{\"citations\":[{\"title\":\"a \\\"b\\\" \\u00e9 {c}\",\"n\":-1.5e3,\"t\":true,\"z\":null}],\"ü\":[[]]}";

    private final SplitPayload payload = new SplitPayload();

    static Stream<Integer> cuts() {
        return IntStream.range(1, OBJECT.length()).boxed();
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void cutAnywhere_isJoined(int cut) {
        assertThat(payload.offer(OBJECT.substring(0, cut))).isNull();
        assertThat(payload.isEmpty()).isFalse();

        assertThat(payload.offer(OBJECT.substring(cut))
                        .path("citations")
                        .get(0)
                        .path("n")
                        .decimalValue())
                .isEqualByComparingTo("-1500");
        assertThat(payload.isEmpty()).isTrue();
    }

    @Test
    void wholeObjects_areGivenAtOnce_oneAfterTheOther() {
        assertThat(payload.offer("{\"a\":1}").path("a").asInt()).isEqualTo(1);
        assertThat(payload.offer(" {\"a\":2} ").path("a").asInt()).isEqualTo(2);
        assertThat(payload.isEmpty()).isTrue();
    }

    @Test
    void blanksBeforeTheObject_areNoHindrance() {
        assertThat(payload.offer("  {\"a\":")).isNull();
        assertThat(payload.offer("1}").path("a").asInt()).isEqualTo(1);
        assertThat(payload.isEmpty()).isTrue();
    }

    @Test
    void everyCharacterByItself_upToTheBound() {
        String small = "{\"a\":\"" + "x".repeat(SplitPayload.MAX_EVENTS - 8) + "\"}";
        for (int i = 0; i < small.length() - 1; i++) {
            assertThat(payload.offer(small.substring(i, i + 1))).isNull();
        }
        assertThat(payload.offer("}").path("a").asString()).hasSize(SplitPayload.MAX_EVENTS - 8);
    }

    @Test
    void tooManyEvents_areAnError() {
        for (int i = 1; i < SplitPayload.MAX_EVENTS; i++) {
            assertThat(payload.offer(i == 1 ? "{\"a\":\"" : "x")).isNull();
        }
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> payload.offer("x"));
    }

    @Test
    void tooManyCharacters_areAnError() {
        String half = "{\"a\":\"" + "x".repeat(SplitPayload.MAX_CHARS / 2);

        assertThat(payload.offer(half)).isNull();
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> payload.offer("x".repeat(SplitPayload.MAX_CHARS / 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "oops", "]", "\"text", "[1,"})
    void whatBeginsNoObject_isAnErrorAtOnce(String text) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> payload.offer(text));
    }
}

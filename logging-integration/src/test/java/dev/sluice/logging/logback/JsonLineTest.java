package dev.sluice.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLineTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonLine line = new JsonLine();

    private String written(Map<String, ?> fields) {
        line.begin();
        fields.forEach(line::field);
        return new String(line.end(), StandardCharsets.UTF_8);
    }

    private JsonNode parsed(Object value) {
        String text = written(Map.of("v", value));
        assertThat(text).endsWith("}\n").doesNotContain("\n{");
        return JSON.readTree(text).get("v");
    }

    @Test
    void end_ofNothing_isAnEmptyObject() {
        assertThat(written(Map.of())).isEqualTo("{}\n");
    }

    @Test
    void field_everyKindOfValue_isTheSameJsonAsJacksons() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", "a \"quoted\" \\ / \b\f\n\r\t\u0000\u001f\u007f\u2028 ü € \ud83d\ude00");
        fields.put("n\"ame", 0);
        fields.put("int", -17);
        fields.put("long", Long.MIN_VALUE);
        fields.put("most", Long.MAX_VALUE);
        fields.put("double", 12.034);
        fields.put("small", 1.0e-7);
        fields.put("short", (short) 3);
        fields.put("big", BigInteger.TEN.pow(30));
        fields.put("yes", true);
        fields.put("map", Map.of("inner", Map.of("a", List.of(1, "b", List.of()))));
        fields.put("list", List.of());
        fields.put("other", Thread.State.NEW);

        JsonNode parsed = JSON.readTree(written(fields));

        assertThat(parsed.propertyNames()).containsExactlyElementsOf(fields.keySet());
        assertThat(parsed).isEqualTo(JSON.readTree(JSON.writeValueAsBytes(fields)));
    }

    @Test
    void field_decimal_isWrittenInFull() {
        assertThat(written(Map.of("v", new BigDecimal("6.75E-7")))).isEqualTo("{\"v\":0.000000675}\n");
        assertThat(written(Map.of("v", new BigDecimal("1E+3")))).isEqualTo("{\"v\":1000}\n");
    }

    @Test
    void field_numberThatJsonHasNot_isText() {
        assertThat(parsed(Double.NaN).asString()).isEqualTo("NaN");
        assertThat(parsed(Float.NEGATIVE_INFINITY).asString()).isEqualTo("-Infinity");
        assertThat(parsed(new BigDecimal("1E+1000000000")).asString()).isEqualTo("1E+1000000000");
        assertThat(parsed(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)).isString())
                .isTrue();
    }

    @Test
    void field_halfACharacter_isAQuestionMark() {
        assertThat(parsed("a\ud83d").asString()).isEqualTo("a?");
        assertThat(parsed("\ude00b").asString()).isEqualTo("?b");
        assertThat(parsed("\ud83d\ud83d\ude00").asString()).isEqualTo("?\ud83d\ude00");
    }

    @Test
    void begin_afterALineThatWasNotEnded_startsAnew() {
        line.begin();
        line.field("half", "of it");

        assertThat(written(Map.of("a", 1))).isEqualTo("{\"a\":1}\n");
    }

    @Test
    void field_randomTexts_areReadAsTheyWere() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < random.nextInt(6); i++) {
                fields.put(i + text(random), random.nextBoolean() ? text(random) : texts(random));
            }
            assertThat(JSON.readTree(written(fields)))
                    .as("seed %s, round %s", seed, round)
                    .isEqualTo(JSON.valueToTree(fields));
        }
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            texts.add(text(random));
        }
        return texts;
    }

    /** Whole characters of every length in UTF-8, and enough escapes to make the buffer grow in their middle. */
    private static String text(Random random) {
        int[] bounds = {0x20, 0x80, 0x800, 0xd800, 0x20_000};
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(random.nextInt(10) == 0 ? 3_000 : 30);
        int bound = bounds[random.nextInt(bounds.length)];
        for (int i = 0; i < length; i++) {
            int point = random.nextInt(bound);
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
        }
        return text.toString();
    }
}

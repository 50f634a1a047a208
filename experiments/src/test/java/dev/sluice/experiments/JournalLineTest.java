package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JournalLineTest {
    private final ObjectNode entry = Json.MAPPER
            .createObjectNode()
            .put("seq", 1)
            .put("text", "ünïcode \u2602 \"quoted\" \\ \n \u0000")
            .put("price", new BigDecimal("1E-10"));

    @Test
    void encode_isOneLineOfJson_endingInItsChecksum() {
        String line = new String(JournalLine.encode(entry), StandardCharsets.UTF_8);
        assertThat(line).endsWith("\"}\n").containsOnlyOnce("\n").containsOnlyOnce("crc32c");
        assertThat(Json.MAPPER.readTree(line).path("crc32c").asString()).matches("[0-9a-f]{8}");
        assertThat(line).contains("\"price\":0.0000000001,");
    }

    @Test
    void decode_givesBackWhatWasEncoded() {
        ObjectNode decoded = JournalLine.decode(withoutNewline());
        assertThat(decoded).isNotNull();
        decoded.remove("crc32c");
        assertThat(decoded.toString())
                .isEqualTo(Json.MAPPER
                        .readTree(Json.MAPPER.writeValueAsBytes(entry))
                        .toString());
    }

    @Test
    void decode_refusesEveryCut() {
        byte[] line = withoutNewline();
        for (int length = 0; length < line.length; length++) {
            assertThat(JournalLine.decode(Arrays.copyOf(line, length)))
                    .as("cut at %d", length)
                    .isNull();
        }
    }

    @Test
    void decode_refusesEveryFlippedBit() {
        byte[] line = withoutNewline();
        for (int bit = 0; bit < 8 * line.length; bit++) {
            byte[] flipped = line.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(JournalLine.decode(flipped)).as("bit %d", bit).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[1]", "{\"seq\":1}", "{\"seq\":1,\"crc32c\":\"00000000\"}"})
    void decode_refusesWhatHasNoChecksumOfItsOwn(String line) {
        assertThat(JournalLine.decode(line.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    private byte[] withoutNewline() {
        byte[] line = JournalLine.encode(entry);
        return Arrays.copyOf(line, line.length - 1);
    }
}

package dev.sluice.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    @Test
    void text_fractions_areCut() {
        Instant instant = Instant.parse("2026-11-21T16:05:06.000999999Z");

        assertThat(UtcTime.text(instant, 3)).isEqualTo("2026-11-21T16:05:06.000Z");
        assertThat(UtcTime.text(instant, 6)).isEqualTo("2026-11-21T16:05:06.000999Z");
        assertThat(UtcTime.text(instant.plusNanos(1), 6)).isEqualTo("2026-11-21T16:05:06.001000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSS", "SSSSSS"})
    void text_instantsInAnyOrder_isTheFormatters(String fraction) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss." + fraction + "'Z'")
                .withZone(ZoneOffset.UTC);
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            long second = random.nextBoolean() ? i / 7 : random.nextLong(-2_000_000_000L, 9_000_000_000L);
            Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
            assertThat(UtcTime.text(instant, fraction.length())).isEqualTo(formatter.format(instant));
        }
    }
}

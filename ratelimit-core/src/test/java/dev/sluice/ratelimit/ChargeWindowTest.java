package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChargeWindowTest {
    @ParameterizedTest(name = "{0} at {1}: from {2} to {3}")
    @CsvSource({
        "PT24H, 2026-01-02T10:00:00Z, 2026-01-01T10:00:00.000000001Z, 2026-01-03T10:00:00Z",
        "PT1H, 2026-01-02T10:00:00Z, 2026-01-02T09:00:00.000000001Z, 2026-01-02T11:00:00Z",
        "PT24H@UTC, 2026-01-02T10:00:00Z, 2026-01-02T00:00:00Z, 2026-01-03T00:00:00Z",
        "PT24H@UTC, 2026-01-02T00:00:00Z, 2026-01-02T00:00:00Z, 2026-01-03T00:00:00Z",
        "PT24H@UTC, 2026-01-01T23:59:59.999999999Z, 2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z",
        "PT24H@Europe/Berlin, 2026-03-29T10:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "PT24H@Europe/Berlin, 2026-10-25T10:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "PT1H@UTC, 2026-01-02T10:30:00Z, 2026-01-02T10:00:00Z, 2026-01-02T11:00:00Z",
        "PT6H@Europe/Berlin, 2026-03-29T21:30:00Z, 2026-03-29T17:00:00Z, 2026-03-29T22:00:00Z",
        "PT12H@Europe/Berlin, 2026-10-25T22:59:00Z, 2026-10-25T22:00:00Z, 2026-10-25T23:00:00Z",
    })
    void window_holdsTheMoment(String window, Instant now, Instant start, Instant end) {
        assertThat(ChargeWindow.parse(window).start(now)).isEqualTo(start);
        assertThat(ChargeWindow.parse(window).end(now)).isEqualTo(end);
        assertThat(ChargeWindow.parse(window)).hasToString(window);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24h", "PT0S", "PT-1H", "PT24H@", "PT24H@Mars", "@UTC", "P99999999D", "PT24H@UTC@UTC"})
    void anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> ChargeWindow.parse(text)).isInstanceOf(RuntimeException.class);
    }
}

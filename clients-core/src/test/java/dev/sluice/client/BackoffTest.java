package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.FailedCall;
import dev.sluice.client.error.FailedResponse;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.ResponseException;
import dev.sluice.foundation.config.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the pauses are. */
class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetryConfig CONFIG = new RetryConfig(
            5, Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(90), Ratio.parse("20%"), true);

    @ParameterizedTest
    @CsvSource({
        "1, 0.0, 0",
        "1, 0.5, 250",
        "1, 0.999, 499",
        "2, 0.5, 500",
        "3, 0.5, 1000",
        "4, 0.5, 2000",
        "5, 0.5, 4000",
        "6, 0.5, 4000",
        "1000, 0.5, 4000"
    })
    void pause_isDrawnBelowABoundThatDoubles(int attempt, double random, long expectedMillis) {
        assertThat(backoff(random).waitMillis(attempt, failure(null))).isEqualTo(expectedMillis);
    }

    @Test
    void serversTime_isObeyed_whateverTheBound_alittleLate() {
        assertThat(backoff(0.5).waitMillis(1, failure(NOW.plusSeconds(60)))).isEqualTo(60_015);
    }

    @ParameterizedTest
    @CsvSource({"-86400, 250", "-9, 250", "0, 250", "1, 1015", "90, 90015", "91, -1", "86400, -1", "999999999999, -1"})
    void serversTime_thatIsOver_isNone_andOneTooFarOff_endsTheCall(long seconds, long expectedMillis) {
        assertThat(backoff(0.5).waitMillis(1, failure(NOW.plusSeconds(seconds))))
                .isEqualTo(expectedMillis);
        assertThat(backoff(0.5).isTimed(failure(NOW.plusSeconds(seconds)))).isEqualTo(seconds > 0);
    }

    /** Full jitter: every tenth of the range from zero to the bound is as likely as any other. */
    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "5, 8000", "9, 8000"})
    void pauses_areSpreadEvenly_fromZeroToTheBound(int attempt, int bound) {
        Random random = new Random(20_260_101);
        Backoff backoff = new Backoff(CONFIG, () -> NOW, random::nextDouble);
        int[] tenths = new int[10];
        for (int draw = 0; draw < 10_000; draw++) {
            long millis = backoff.waitMillis(attempt, failure(null));
            assertThat(millis).isBetween(0L, bound - 1L);
            tenths[(int) (millis * 10 / bound)]++;
        }
        for (int count : tenths) {
            assertThat(count).isBetween(850, 1_150); // five standard deviations
        }
    }

    private static Backoff backoff(double random) {
        return new Backoff(CONFIG, () -> NOW, () -> random);
    }

    private static ClientException failure(Instant retryAt) {
        return ResponseException.of(
                new FailedCall("acme", "search", "req", 1),
                new FailedResponse(503, 503, null, null, null, retryAt, ""),
                Repeatability.RETRYABLE);
    }
}

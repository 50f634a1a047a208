package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.foundation.config.Ratio;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Adaptive adaptive = new Adaptive();

    @BeforeEach
    void halvesAndRecoversEveryFiveSeconds() {
        adaptive.configure(AdaptiveConfig.standard());
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "10, 50%, 5",
        "10, 90%, 9",
        "9, 50%, 4",
        "3, 90%, 2",
        "2, 90%, 1",
        "2, 50%, 1",
        "1, 50%, 1",
        "10, 1%, 1",
        "1000000, 99.9%, 999000"
    })
    void decrease_leavesAShare_oneAtLeast(int configured, String ratio, int left) {
        adaptive.configure(new AdaptiveConfig(Ratio.parse(ratio), null));

        adaptive.throttle(configured, 0, 0);

        assertThat(adaptive.limit(configured, 0)).isEqualTo(left);
    }

    @ParameterizedTest(name = "10 halved, after {0} ms: {1}, one more in {2} ms")
    @CsvSource({
        "0, 5, 5000",
        "4999, 5, 1",
        "5000, 6, 5000",
        "9999, 6, 1",
        "12500, 7, 2500",
        "24999, 9, 1",
    })
    void recovery_isOneByOne(long millis, int limit, long waitMillis) {
        adaptive.throttle(10, 0, 0);
        long now = millis * 1_000_000;

        assertThat(adaptive.limit(10, now)).isEqualTo(limit);
        assertThat(adaptive.recoveryWait(now)).isEqualTo(waitMillis * 1_000_000);
        assertThat(adaptive.isLowered()).isTrue();
    }

    @Test
    void recovery_endsAtWhatIsConfigured() {
        adaptive.throttle(10, 0, 0);

        assertThat(adaptive.limit(10, 25 * SECOND)).isEqualTo(10);
        assertThat(adaptive.isLowered()).isFalse();
        assertThat(adaptive.recoveryWait(25 * SECOND)).isEqualTo(WaitBound.FOREVER_NANOS);
        assertThat(adaptive.limit(10, 1_000 * SECOND)).isEqualTo(10);
    }

    @Test
    void burst_countsOnce() {
        for (long now = 0; now < 5 * SECOND; now += SECOND / 10) {
            adaptive.throttle(16, now, now);
            assertThat(adaptive.limit(16, now)).isEqualTo(8);
        }
    }

    @Test
    void serverThatKeepsThrottling_isGivenWay() {
        StringBuilder limits = new StringBuilder();
        for (long now = 0; now <= 30 * SECOND; now += 5 * SECOND) {
            adaptive.throttle(16, now, now);
            limits.append(adaptive.limit(16, now)).append(' ');
        }

        assertThat(limits).hasToString("8 4 2 1 1 1 1 ");
    }

    @Test
    void burst_isOverOneRecoveryAfterItsDecrease_howeverLongItLasts() {
        adaptive.throttle(16, 0, 0);
        adaptive.throttle(16, 4 * SECOND, 4 * SECOND);
        assertThat(adaptive.limit(16, 5 * SECOND - 1)).isEqualTo(8);
        assertThat(adaptive.limit(16, 5 * SECOND)).isEqualTo(9);
        adaptive.throttle(16, 5 * SECOND, 5 * SECOND);
        assertThat(adaptive.limit(16, 5 * SECOND)).isEqualTo(4);
    }

    @Test
    void pause_countsOnce_andRecoveryBeginsAtItsEnd() {
        adaptive.throttle(16, 0, 20 * SECOND);
        adaptive.throttle(16, 10 * SECOND, 30 * SECOND);
        adaptive.throttle(16, 12 * SECOND, 15 * SECOND);

        assertThat(adaptive.limit(16, 34 * SECOND)).isEqualTo(8);
        assertThat(adaptive.recoveryWait(12 * SECOND)).isEqualTo(23 * SECOND);
        assertThat(adaptive.limit(16, 35 * SECOND)).isEqualTo(9);
        adaptive.throttle(16, 36 * SECOND, 36 * SECOND);
        assertThat(adaptive.limit(16, 36 * SECOND)).isEqualTo(4);
    }

    @Test
    void withoutConfiguration_nothingIsLowered() {
        adaptive.configure(null);
        adaptive.throttle(16, 0, 0);

        assertThat(adaptive.limit(16, 0)).isEqualTo(16);
    }

    @Test
    void configurationThatIsTakenAway_restores_andThatChanges_goesOn() {
        adaptive.throttle(16, 0, 0);
        adaptive.configure(new AdaptiveConfig(null, Duration.ofSeconds(1)));
        assertThat(adaptive.limit(16, SECOND)).isEqualTo(9);
        assertThat(adaptive.limit(8, SECOND)).isEqualTo(8);

        adaptive.throttle(16, 2 * SECOND, 2 * SECOND);
        adaptive.configure(null);
        assertThat(adaptive.limit(16, 2 * SECOND)).isEqualTo(16);
        assertThat(adaptive.isLowered()).isFalse();
    }

    @Test
    void clockNearItsOverflow_isNoProblem() {
        long start = Long.MAX_VALUE - SECOND;
        adaptive.throttle(10, start, start);

        assertThat(adaptive.limit(10, start + 5 * SECOND)).isEqualTo(6);
        assertThat(adaptive.recoveryWait(start + 2 * SECOND)).isEqualTo(3 * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"0%, PT5S", "100%, PT5S", "50%, PT0S", "50%, PT-1S"})
    void numbersThatMakeNoSense_areRefused(String ratio, Duration every) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdaptiveConfig(Ratio.parse(ratio), every))
                .withMessageContaining("(expected: above ");
    }
}

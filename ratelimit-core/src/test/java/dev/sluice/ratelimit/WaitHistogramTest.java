package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitHistogramTest {
    private final WaitRecorder recorder = new WaitRecorder();

    @Test
    void empty_isZero() {
        WaitHistogram empty = recorder.snapshot(0);

        assertThat(empty.count()).isZero();
        assertThat(empty.p50()).isZero();
        assertThat(empty.p99()).isZero();
        assertThat(empty.max()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 1_000, 99_999_999, 3_600_000_000_000L, Long.MAX_VALUE})
    void oneWait_isExact(long nanos) {
        recorder.record(nanos);

        assertThat(recorder.snapshot(0).p50()).isEqualTo(Duration.ofNanos(nanos));
        assertThat(recorder.snapshot(0).percentile(100)).isEqualTo(Duration.ofNanos(nanos));
    }

    @Test
    void percentiles_areAtMostASixteenthTooHigh() {
        Random random = new Random(1);
        long[] waits = new long[10_000];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = (long) Math.exp(random.nextDouble() * 25);
            recorder.record(waits[i]);
        }
        Arrays.sort(waits);

        for (double percent : new double[] {1, 10, 50, 90, 99, 99.9, 100}) {
            long exact = waits[(int) Math.ceil(waits.length * percent / 100) - 1];
            long told = recorder.snapshot(0).percentile(percent).toNanos();
            assertThat(told).isBetween(exact, exact + exact / 16 + 1);
        }
    }

    @Test
    void snapshot_doesNotChange() {
        recorder.record(5);
        WaitHistogram before = recorder.snapshot(0);
        recorder.record(500);

        assertThat(before.count()).isEqualTo(1);
        assertThat(before.max()).isEqualTo(Duration.ofNanos(5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1, Double.NaN})
    void percentOutsideItsRange_isRefused(double percent) {
        assertThatThrownBy(() -> recorder.snapshot(0).percentile(percent)).isInstanceOf(IllegalArgumentException.class);
    }
}

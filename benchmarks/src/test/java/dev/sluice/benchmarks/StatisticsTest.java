package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatisticsTest {
    static Stream<Arguments> shares() {
        return Stream.of(
                Arguments.of(new long[] {}, 1),
                Arguments.of(new long[] {0, 0}, 1),
                Arguments.of(new long[] {7, 7, 7}, 1),
                Arguments.of(new long[] {9, 0, 0}, 1 / 3.0),
                Arguments.of(new long[] {1, 2, 3}, 36 / 42.0));
    }

    @ParameterizedTest
    @MethodSource("shares")
    void jain_isOneForEqualShares(long[] shares, double index) {
        assertThat(Jain.index(shares)).isEqualTo(index, within(1e-12));
    }

    static Stream<Arguments> stamps() {
        return Stream.of(
                Arguments.of(new long[] {0, 100, 200}, new Gaps(2, 0, 0, 1, 1)),
                Arguments.of(new long[] {200, 0, 100}, new Gaps(2, 0, 0, 1, 1)),
                Arguments.of(new long[] {0, 99, 200}, new Gaps(2, 1, 0, 1, 0.99)),
                Arguments.of(new long[] {0, 98, 200}, new Gaps(2, 1, 0.5, 1, 0.98)),
                Arguments.of(new long[] {0, 0, 400}, new Gaps(2, 1, 0.5, 0.5, 0)));
    }

    @ParameterizedTest
    @MethodSource("stamps")
    void gaps_ofADelayOf100(long[] stamps, Gaps expected) {
        assertThat(Gaps.of(stamps, 100)).isEqualTo(expected);
    }

    @Test
    void gaps_ofOneStamp_areRefused() {
        assertThatThrownBy(() -> Gaps.of(new long[] {1}, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stamps: 1 (expected: at least 2)");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 500", "0.99, 990", "1, 1000", "0.001, 1"})
    void percentile_isNeverBelowTheTrueOne_norFarAbove(double share, long exact) {
        Waits waits = new Waits();
        LongStream.rangeClosed(1, 1_000).forEach(waits::record);
        assertThat(waits.percentileNanos(share)).isBetween(exact, exact + exact / 31);
    }

    @ParameterizedTest
    @CsvSource({"0", "31", "32", "33", "63", "64", "1023", "1024", "123456789", "9223372036854775807"})
    void percentile_ofOneDuration_isThatDuration(long nanos) {
        Waits waits = new Waits();
        waits.record(nanos);
        assertThat(waits.percentileNanos(0.5)).isEqualTo(nanos);
        assertThat(waits.maxNanos()).isEqualTo(nanos);
    }

    @Test
    void waits_addUp() {
        Waits some = new Waits();
        Waits others = new Waits();
        some.record(5);
        others.record(7);
        others.record(-1);
        some.add(others);
        assertThat(some.count()).isEqualTo(3);
        assertThat(some.maxNanos()).isEqualTo(7);
        assertThat(some.percentileNanos(0.3)).isZero();
        assertThat(new Waits().percentileNanos(0.5)).isZero();
    }

    @Test
    void log_knowsSharesAndWaits_andForgetsTheFirstArrival() {
        GrantLog log = new GrantLog(4);
        assertThat(log.add(0, 1, 11)).isTrue();
        log.add(1, 2, 12);
        log.add(1, 7, 17);
        log.add(0, 6, 20);
        assertThat(log.add(0, 8, 21)).isFalse();
        assertThat(log.shares(3)).containsExactly(2, 2, 0);
        assertThat(log.granted()).containsExactly(11, 12, 17, 20);
        assertThat(log.askedAgain()).containsExactly(7, 6);
        assertThat(log.waits().maxNanos()).isEqualTo(14);
    }

    static Stream<Arguments> arrivals() {
        return Stream.of(
                Arguments.of(new long[] {}, 0),
                Arguments.of(new long[] {1, 2, 3}, 0),
                Arguments.of(new long[] {3, 2, 1}, 2),
                Arguments.of(new long[] {10, 40, 30, 50, 20, 60}, 3),
                Arguments.of(new long[] {5, 5, 5}, 0));
    }

    @ParameterizedTest
    @MethodSource("arrivals")
    void overtaking_countsWhoCameLaterAndWentFirst(long[] asked, int worst) {
        assertThat(Overtaking.worst(asked)).isEqualTo(worst);
    }
}

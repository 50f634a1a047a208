package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.peers.Limits;
import dev.sluice.benchmarks.peers.SluiceChain;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnStampsTest {
    private final OwnStamps stamps = new OwnStamps();

    @Test
    void withoutAWait_lastReading() {
        stamps.add(new long[] {10, 20}, 0);
        assertThat(stamps.find(10, 20).stamps()).containsExactly(20);
    }

    @Test
    void withAWait_theOneReadingThatFits() {
        stamps.add(new long[] {10, 20}, 100);
        assertThat(stamps.find(10, 20, 115, 120).stamps()).containsExactly(120);
    }

    @Test
    void noneOrTwoThatFit_isUnknown() {
        stamps.add(new long[] {10, 20}, 100);
        stamps.add(new long[] {10, 20}, 200);
        OwnStamps.Found found = stamps.find(10, 20, 110, 120);
        assertThat(found.stamps()).isEmpty();
        assertThat(found.unknown()).isEqualTo(2);
    }

    @Test
    void ofARunningLimiter_areAllKnown_andNeverTooClose() throws InterruptedException {
        Duration delay = Duration.ofMillis(1);
        RecordingTime time = new RecordingTime();
        try (RecordedChain chain =
                new RecordedChain(SluiceChain.of(Limits.paced(8, delay), time, Duration.ZERO), time)) {
            new PacingTrial(4, delay).run(chain, Duration.ofMillis(50));
            OwnStamps.Found found = chain.found();
            assertThat(found.unknown()).isLessThan(5);
            assertThat(Gaps.of(found.stamps(), delay.toNanos()).tooShort()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileNobodyWaits_oneReadingOfTheClockPerStart(boolean quota) throws InterruptedException {
        Limits limits = quota ? Limits.idle().withIdleQuota() : Limits.idle();
        RecordingTime time = new RecordingTime();
        try (SluiceChain chain = SluiceChain.of(limits, time, Duration.ZERO)) {
            chain.pass();
            int mark = time.mark();
            chain.pass();
            assertThat(time.since(mark)).hasSize(1);
        }
    }
}

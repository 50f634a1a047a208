package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many repeats there are for how many calls. */
class RetryBudgetTest {
    private final VirtualTime time = VirtualTime.manual();
    private final RetryBudget budget = new RetryBudget(time, 0.2);

    @Test
    void tenRepeats_areAlwaysThere_theEleventhIsNot() {
        assertThat(repeats(20)).isEqualTo(10);
    }

    @Test
    void aFifthOfTheCalls_mayBeRepeated() {
        calls(100);

        assertThat(repeats(50)).isEqualTo(20);
    }

    @Test
    void budget_returnsAfterAMinute() {
        assertThat(repeats(20)).isEqualTo(10);
        time.advance(Duration.ofSeconds(50));
        assertThat(repeats(20)).isZero();
        time.advance(Duration.ofSeconds(10));
        assertThat(repeats(20)).isEqualTo(10);
    }

    @Test
    void callsOfMoreThanAMinuteAgo_countNoLonger() {
        calls(1_000);
        time.advance(Duration.ofSeconds(61));

        assertThat(repeats(50)).isEqualTo(10);
    }

    @Test
    void callsSpreadOverTheMinute_countTogether() {
        for (int slice = 0; slice < 6; slice++) {
            calls(50);
            time.advance(Duration.ofSeconds(slice == 5 ? 0 : 10));
        }

        assertThat(repeats(100)).isEqualTo(60);
    }

    @Test
    void longSilence_isNoMatter() {
        time.advance(Duration.ofDays(400));
        calls(100);

        assertThat(repeats(50)).isEqualTo(20);
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            budget.countCall();
        }
    }

    private int repeats(int wanted) {
        int granted = 0;
        for (int i = 0; i < wanted; i++) {
            granted += budget.tryRepeat() ? 1 : 0;
        }
        return granted;
    }
}

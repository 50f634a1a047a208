package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverallDeadlineTest {
    private final VirtualTime time = VirtualTime.manual();

    @Test
    void call_laterOnes_haveWhatIsLeft() {
        OverallDeadline deadline = begunWithin(Duration.ofSeconds(10));

        assertThat(deadline.call(OverallDeadlineTest::ofThisThread)).isEqualTo(Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(4));

        assertThat(deadline.call(OverallDeadlineTest::ofThisThread)).isEqualTo(Duration.ofSeconds(6));
        assertThat(deadline.isOver()).isFalse();
        assertThat(ofThisThread()).isNull();
    }

    @Test
    void call_afterTheEnd_hasNextToNothing() {
        OverallDeadline deadline = begunWithin(Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(10));

        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.call(OverallDeadlineTest::ofThisThread)).isEqualTo(Duration.ofNanos(1));
        time.advance(Duration.ofDays(1));
        assertThat(deadline.call(OverallDeadlineTest::ofThisThread)).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void call_withoutDeadline_isAsConfigured() {
        OverallDeadline none = OverallDeadline.begin(time);
        time.advance(Duration.ofDays(400));

        assertThat(none.isOver()).isFalse();
        assertThat(none.call(OverallDeadlineTest::ofThisThread)).isNull();
    }

    @Test
    void call_otherOptionsOfTheThread_stay() {
        CallOptions.none().deadline(Duration.ofSeconds(2)).tag("run", "7").run(() -> {
            OverallDeadline deadline = OverallDeadline.begin(time);
            assertThat(deadline.call(() -> CallScope.options().tags())).containsEntry("run", "7");
        });
    }

    private OverallDeadline begunWithin(Duration bound) {
        return CallOptions.none().deadline(bound).call(() -> OverallDeadline.begin(time));
    }

    private static @Nullable Duration ofThisThread() {
        return CallScope.options().deadline();
    }
}

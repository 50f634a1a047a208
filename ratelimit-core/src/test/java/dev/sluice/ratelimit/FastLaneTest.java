package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastLaneTest {
    private static final WaitBound FREE = new WaitBound(null, null);
    private static final long DELAY = Duration.ofMillis(100).toNanos();

    private final VirtualTime time = VirtualTime.manual();
    private final FastLane lane = new FastLane(time);

    @Test
    void shutAtFirst_letsNobodyStartOrEnd() {
        assertThat(lane.tryStart(FREE)).isFalse();
        assertThat(lane.tryEnd()).isFalse();
        assertThat(lane.isOpen()).isFalse();
    }

    @Test
    void open_countsToItsMaximum_andBack() {
        lane.open(new FastLane.Rule(2, 0), 0, time.nanoTime());

        assertThat(lane.tryStart(FREE)).isTrue();
        assertThat(lane.tryStart(FREE)).isTrue();
        assertThat(lane.tryStart(FREE)).isFalse();
        assertThat(lane.tryEnd()).isTrue();
        assertThat(lane.tryStart(FREE)).isTrue();
        assertThat(FastLane.inFlight(lane.shut())).isEqualTo(2);
    }

    @Test
    void starts_keepTheirDistance_toTheNanosecond() {
        time.advance(Duration.ofSeconds(5));
        lane.open(new FastLane.Rule(9, DELAY), 0, time.nanoTime());

        time.advance(Duration.ofNanos(DELAY - 1_001));
        assertThat(lane.tryStart(FREE)).isFalse();
        time.advance(Duration.ofNanos(1_001));
        assertThat(lane.tryStart(FREE)).isTrue();
        assertThat(lane.tryStart(FREE)).isFalse();
    }

    @Test
    void shut_givesTheCountAndTheStamp() {
        time.advance(Duration.ofDays(3));
        lane.open(new FastLane.Rule(9, DELAY), 4, time.nanoTime() - DELAY);
        lane.tryStart(FREE);
        long start = time.nanoTime();
        time.advance(Duration.ofHours(38));

        long taken = lane.shut();

        assertThat(FastLane.inFlight(taken)).isEqualTo(5);
        assertThat(FastLane.lastStart(taken, time.nanoTime())).isEqualTo(start);
        assertThat(FastLane.isStamp(taken, start)).isTrue();
        assertThat(FastLane.isStamp(taken, start + 1)).isFalse();
    }

    @Test
    void startOfTwoDaysAgo_countsForNothing() {
        lane.open(new FastLane.Rule(9, DELAY), 0, time.nanoTime());
        time.advance(Duration.ofHours(48));

        assertThat(lane.tryStart(FREE)).as("left to the stage").isFalse();
        assertThat(FastLane.lastStart(lane.shut(), time.nanoTime())).isNull();
    }

    @Test
    void newRule_changesTheWord_soThatWhatTheOldOneLetThroughDoesNotFit() {
        lane.open(new FastLane.Rule(2, 0), 1, time.nanoTime());
        long judgedByTheOldRule = lane.shut();
        lane.open(new FastLane.Rule(1, 0), 1, time.nanoTime());

        long word = lane.shut();

        assertThat(word).isNotEqualTo(judgedByTheOldRule);
        assertThat(FastLane.inFlight(word)).isEqualTo(1);
        assertThat(FastLane.isStamp(word, time.nanoTime())).isTrue();
    }

    @Test
    void moreThanTheWordCanCount_isLeftToTheStage() {
        Fixture wide = Fixture.gate(FastLane.MAX_COUNT + 10);
        List<Permit> permits =
                Stream.generate(wide::take).limit(FastLane.MAX_COUNT + 10).toList();

        assertThat(wide.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        permits.forEach(Permit::close);
        assertThat(wide.limiter.snapshot().provider().inFlight()).isZero();
    }

    @Test
    void boundThatIsOver_isLeftToTheStage() {
        time.advance(Duration.ofSeconds(1));
        lane.open(new FastLane.Rule(9, 0), 0, time.nanoTime());

        assertThat(lane.tryStart(new WaitBound(null, time.nanoTime() - 1))).isFalse();
        assertThat(lane.tryStart(new WaitBound(Duration.ofNanos(-1), null))).isFalse();
        assertThat(lane.tryStart(new WaitBound(Duration.ZERO, time.nanoTime()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 38, 40, 77, 79, 200, 1_000, 10_000})
    void idleForHours_pacingGoesOn_andNothingIsStoredUp(long hours) {
        Fixture paced = Fixture.paced();
        paced.take().close();
        paced.time.advance(Duration.ofHours(hours));

        paced.take().close();

        assertThat(paced.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.PACING);
        assertThat(paced.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Fixture.DELAY);
    }

    @Test
    void pause_shutsIt_andItsEndOpensIt() {
        Fixture paced = Fixture.paced();
        paced.limiter.feedback(
                ServerFeedback.pause(Target.account(), paced.time.instant().plusSeconds(2)));

        assertThat(paced.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.PAUSED);
        paced.advanceMillis(2_000);
        paced.take().close();
        assertThat(paced.limiter.snapshot().totals().granted()).isEqualTo(1);
    }

    @Test
    void closeAfterAReconfigure_isCountedWhereverTheStateIs() {
        Fixture gate = Fixture.gate(3);
        Permit fast = gate.take();
        gate.limiter.reconfigure(LimitsConfig.of(3, Duration.ZERO).withReserveCritical(1));
        Permit slow = gate.take();
        gate.limiter.reconfigure(LimitsConfig.of(3, Duration.ZERO));

        assertThat(gate.limiter.snapshot().provider().inFlight()).isEqualTo(2);
        slow.close();
        slow.close();
        fast.close();
        fast.close();
        assertThat(gate.limiter.snapshot().provider().inFlight()).isZero();
        assertThat(gate.limiter.snapshot().totals().granted()).isEqualTo(2);
        assertThat(gate.limiter.snapshot().waits().count()).isEqualTo(2);
    }
}

package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Breaker.Departure;
import dev.sluice.client.error.FailedCall;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.TransportException;
import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Ratio;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Departures that outlast the circuit's state, streams among them. */
class DepartureTest {
    private static final BreakerConfig CONFIG = new BreakerConfig(Ratio.parse("50%"), 2, Duration.ofSeconds(10));
    private static final Ending FAILED = Ending.failed(new TransportException(
            new FailedCall("acme", "thing", "r-1", 1), "no answer", Repeatability.RETRYABLE, new IOException("reset")));

    private final VirtualTime time = VirtualTime.manual();
    private final SettableWall wall = new SettableWall(time);
    private final Breaker breaker = new Breaker("acme", null, CONFIG, wall, new Listeners(List.of()));

    @Test
    void departureFromBeforeTheOpening_givesNoSecondProbeItsSlot_whenItIsGivenUp() {
        Departure old = depart();
        open();
        time.advance(Duration.ofMillis(10_001));
        Departure probe = depart();

        old.ended(Ending.CANCELLED, true, false);

        assertThat(breaker.tryDepart()).as("a second probe").isNull();
        probe.ended(Ending.WHOLE, false, false);
        assertThat(breaker.tryDepart()).isNotNull();
    }

    @Test
    void answerFromBeforeTheOpening_neitherClosesTheCircuit_norOpensItAgain() {
        Departure well = depart();
        Departure ill = depart();
        open();
        time.advance(Duration.ofMillis(10_001));
        Departure probe = depart();

        well.ended(Ending.WHOLE, false, false);
        assertThat(breaker.tryDepart()).as("closed by an old answer").isNull();
        ill.ended(FAILED, false, false);
        probe.ended(Ending.WHOLE, false, false);

        assertThat(breaker.tryDepart()).isNotNull();
    }

    @Test
    void probeThatIsAStream_closesTheCircuitWhenItBegins_andCountsOnceMoreAtItsEnd() {
        open();
        time.advance(Duration.ofMillis(10_001));
        Departure stream = depart();

        stream.begun();

        assertThat(breaker.tryDepart()).as("others while the stream goes on").isNotNull();
        stream.ended(FAILED, false, false);
        depart().ended(FAILED, false, false);
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void streamThatBegins_whileTheCircuitIsClosed_isNoNews() {
        depart().begun();
        open();

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void wallClockThatIsSetBack_orAhead_movesNoCircuit() {
        open();
        wall.move(Duration.ofHours(5));
        assertThat(breaker.tryDepart()).as("by a clock set ahead").isNull();
        wall.move(Duration.ofHours(-30));
        time.advance(Duration.ofMillis(10_001));

        assertThat(breaker.tryDepart()).isNotNull();
    }

    private void open() {
        depart().ended(FAILED, false, false);
        depart().ended(FAILED, false, false);
        assertThat(breaker.isOpen()).isTrue();
    }

    private Departure depart() {
        return Objects.requireNonNull(breaker.tryDepart(), "refused");
    }

    /** A wall clock that somebody sets. */
    private static final class SettableWall implements TimeSource {
        private final TimeSource time;
        private Duration off = Duration.ZERO;

        private SettableWall(TimeSource time) {
            this.time = time;
        }

        void move(Duration by) {
            off = off.plus(by);
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Instant instant() {
            return time.instant().plus(off);
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            time.parkNanos(blocker, nanos);
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            return time.schedule(delay, task);
        }
    }
}

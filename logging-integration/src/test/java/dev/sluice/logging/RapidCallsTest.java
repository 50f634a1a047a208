package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.ExternalApiCall;
import dev.sluice.logging.event.ExternalApiCall.Outcome;
import dev.sluice.logging.event.SecurityEvent;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** More calls than anybody should need are told of, once each time. */
class RapidCallsTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final VirtualTime time = VirtualTime.autoAdvancing();
    private final List<Event> events = new ArrayList<>();

    private RapidCalls rapid(int calls) {
        return new RapidCalls(events::add, time, new LoggingConfig.Rate(calls, WINDOW));
    }

    private static void call(EventSink sink, String provider, int attempts) {
        CallRef call = new CallRef("req_1", provider, "search", "POST", "/search");
        sink.emit(ExternalApiCall.of(call, Outcome.SUCCESS, attempts, Duration.ZERO, Duration.ZERO));
    }

    private List<SecurityEvent> told() {
        return events.stream()
                .filter(SecurityEvent.class::isInstance)
                .map(SecurityEvent.class::cast)
                .toList();
    }

    private void wait(Duration duration) throws InterruptedException {
        time.sleep(duration);
    }

    @Test
    void calls_asManyAsAllowed_areNothing_andOneMoreIsToldOfOnce() {
        RapidCalls rapid = rapid(3);
        for (int i = 0; i < 3; i++) {
            call(rapid, "exa", 1);
        }
        assertThat(told()).isEmpty();

        call(rapid, "exa", 1);
        call(rapid, "exa", 1);

        assertThat(told()).hasSize(1);
        assertThat(told().get(0).eventType()).isEqualTo("security_rapid_api_calls");
        assertThat(told().get(0).level()).isEqualTo(Level.WARN);
        assertThat(told().get(0).fields())
                .containsEntry("peer_service", "exa")
                .containsEntry("call_count", 4L)
                .containsEntry("time_window_seconds", 10.0);
        assertThat(events).hasSize(6); // every call went on
    }

    @Test
    void attempts_countEach_andCallsThatNeverLeftDoNot() {
        RapidCalls rapid = rapid(3);
        for (int i = 0; i < 9; i++) {
            call(rapid, "exa", 0);
        }
        assertThat(told()).isEmpty();

        call(rapid, "exa", 4);

        assertThat(told()).hasSize(1);
    }

    @Test
    void providers_areCountedApart() {
        RapidCalls rapid = rapid(3);
        for (int i = 0; i < 3; i++) {
            call(rapid, "exa", 1);
            call(rapid, "openrouter", 1);
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void overrun_thatIsOver_mayComeAgain() throws InterruptedException {
        RapidCalls rapid = rapid(2);
        for (int round = 0; round < 3; round++) {
            call(rapid, "exa", 3);
            wait(WINDOW);
            call(rapid, "exa", 1);
            wait(WINDOW);
        }

        assertThat(told()).hasSize(3);
    }

    @Test
    void zero_countsNothing() {
        call(rapid(0), "exa", 1_000);

        assertThat(told()).isEmpty();
    }

    /** Against a list of all instants that are younger than a window. */
    @Test
    void randomCalls_areJudgedAsByCountingThemAll() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RapidCalls rapid = rapid(7);
        Deque<Long> young = new ArrayDeque<>();
        boolean overrun = false;
        int expected = 0;
        for (int i = 0; i < 5_000; i++) {
            wait(Duration.ofMillis(random.nextInt(3_000)));
            int attempts = random.nextInt(4);
            call(rapid, "exa", attempts);
            for (int attempt = 0; attempt < attempts; attempt++) {
                young.add(time.nanoTime());
                while (time.nanoTime() - young.peek() >= WINDOW.toNanos()) {
                    young.remove();
                }
            }
            boolean before = overrun;
            overrun = attempts == 0 ? overrun : young.size() > 7;
            expected += overrun && !before ? 1 : 0;
        }

        assertThat(told()).as("seed %d", seed).hasSize(expected);
        assertThat(expected).isGreaterThan(10);
    }

    @Test
    void wants_callsWhateverTheNextSinkWants() {
        EventSink choosy = new EventSink() {
            @Override
            public void emit(Event event) {
                events.add(event);
            }

            @Override
            public boolean wants(String eventType, Level level, String requestId) {
                return eventType.equals("api_error");
            }
        };
        RapidCalls rapid = new RapidCalls(choosy, time, LoggingConfig.Rate.DEFAULTS);

        assertThat(rapid.wants("external_api_call", Level.INFO, "r")).isTrue();
        assertThat(rapid.wants("api_error", Level.INFO, "r")).isTrue();
        assertThat(rapid.wants("api_request", Level.INFO, "r")).isFalse();
    }

    @Test
    void rate_outOfBounds_isRefused() {
        assertThatThrownBy(() -> new LoggingConfig.Rate(-1, WINDOW)).hasMessageContaining("calls: out of range");
        assertThatThrownBy(() -> new LoggingConfig.Rate(1, Duration.ZERO)).hasMessageContaining("window: too short");
    }
}

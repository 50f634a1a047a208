package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.error.FailedCall;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.foundation.TimeSource;
import feign.Param;
import feign.RequestLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Asking until there is an answer; and operations for which nothing is an answer. */
class PollingTest extends WireTest {
    private final List<Long> pollsMillis = new ArrayList<>();

    interface MaybeApi {
        @Operation(name = "maybe", retry = RetryClass.SAFE)
        @RequestLine("GET /things/{id}")
        Optional<TestApi.Thing> thing(@Param("id") String id);
    }

    @Test
    void pauses_growByAThird_upToTheirBound_andTheLastPollIsAtTheDeadline() throws InterruptedException {
        Polling polling = Polling.every(Duration.ofMillis(300))
                .growing(Duration.ofMillis(500))
                .within(Duration.ofMillis(1_500))
                .time(time);

        assertThat(polling.until(() -> pollAt(99))).isEmpty();

        assertThat(pollsMillis).containsExactly(0L, 300L, 700L, 1_200L, 1_500L);
    }

    @Test
    void answer_endsIt_atOnceIfItIsThereAtOnce() throws InterruptedException {
        Polling polling = Polling.every(Duration.ofSeconds(1)).time(time);

        assertThat(polling.until(() -> pollAt(1))).contains(1);
        assertThat(pollsMillis).containsExactly(0L);
        assertThat(polling.until(() -> pollAt(4))).contains(4);
        assertThat(pollsMillis).containsExactly(0L, 0L, 1_000L, 2_000L);
    }

    @Test
    void timesForEver_areLongOnes() throws InterruptedException {
        Duration forEver = ChronoUnit.FOREVER.getDuration();

        assertThat(Polling.every(Duration.ofSeconds(1))
                        .growing(forEver)
                        .within(forEver)
                        .time(time)
                        .until(() -> pollAt(3)))
                .contains(3);
        assertThat(Polling.every(forEver)
                        .within(Duration.ofSeconds(1))
                        .time(time)
                        .until(() -> pollAt(99)))
                .isEmpty();
    }

    @Test
    void zeroTime_isOnePoll_andMinuteTheDefault() throws InterruptedException {
        Polling polling = Polling.every(Duration.ofSeconds(30)).time(time);

        assertThat(polling.within(Duration.ZERO).until(() -> pollAt(99))).isEmpty();
        assertThat(pollsMillis).hasSize(1);
        assertThat(polling.until(() -> pollAt(99))).isEmpty();
        assertThat(pollsMillis).hasSize(4);
    }

    @Test
    void interrupt_endsThePause() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Polling.every(Duration.ofSeconds(1)).time(time).until(() -> pollAt(99)))
                .isInstanceOf(InterruptedException.class);
        assertThat(pollsMillis).hasSize(1);
    }

    @Test
    void pauses_holdNoPermit() throws InterruptedException {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        List<Integer> heldInPauses = new ArrayList<>();
        TimeSource watching = new PauseWatch(() -> heldInPauses.add(bench.permitsHeld()));

        Polling.every(Duration.ofSeconds(1))
                .within(Duration.ofSeconds(3))
                .time(watching)
                .until(() -> {
                    api.thing("7");
                    return Optional.empty();
                });

        assertThat(heldInPauses).hasSizeGreaterThanOrEqualTo(3).containsOnly(0);
        assertThat(bench.calls).hasSize(4);
    }

    @Test
    void failures_areToleratedInARow_ifTheyMayBeRepeated() throws InterruptedException {
        Polling polling = Polling.every(Duration.ofSeconds(1)).time(time);

        assertThat(polling.tolerating(2).until(() -> pollFailing(true, 1, 2, 4, 5)))
                .contains(6);
        pollsMillis.clear();
        assertThatThrownBy(() -> polling.tolerating(1).until(() -> pollFailing(true, 1, 2)))
                .isInstanceOf(TransportException.class);
        assertThat(pollsMillis).hasSize(2);
        pollsMillis.clear();
        assertThatThrownBy(() -> polling.tolerating(5).until(() -> pollFailing(false, 1)))
                .isInstanceOf(TransportException.class);
        assertThat(pollsMillis).hasSize(1);
        assertThatThrownBy(() -> polling.tolerating(-1)).hasMessageContaining("at least 0");
    }

    @Test
    void failureAtTheDeadline_isThrown_notTakenForNoAnswer() {
        Polling once =
                Polling.every(Duration.ofSeconds(1)).within(Duration.ZERO).tolerating(9);

        assertThatThrownBy(() -> once.time(time).until(() -> pollFailing(true, 1)))
                .isInstanceOf(TransportException.class);
    }

    /** The clock goes on between two looks at it, be they as close as they may. */
    @Test
    void failureJustBeforeTheDeadline_isThrown_orFollowedByAPoll() {
        AtomicLong nanos = new AtomicLong();
        TimeSource ticking = new PauseWatch(() -> {}) {
            @Override
            public long nanoTime() {
                return nanos.getAndIncrement();
            }
        };
        Polling shortly = Polling.every(Duration.ofSeconds(1)).tolerating(1).time(ticking);

        for (int lasting = 0; lasting < 9; lasting++) {
            Polling polling = shortly.within(Duration.ofNanos(lasting));
            assertThatThrownBy(() -> polling.until(() -> pollFailing(true, 1, 2, 3, 4, 5)))
                    .isInstanceOf(TransportException.class);
            pollsMillis.clear();
        }
    }

    @Test
    void forEver_isNoOverflow() throws InterruptedException {
        Polling polling = Polling.every(Duration.ofSeconds(1)).time(time);

        assertThat(polling.within(ChronoUnit.FOREVER.getDuration()).until(() -> pollAt(3)))
                .contains(3);
    }

    /** Fails at these polls, answers at the sixth. */
    private Optional<Integer> pollFailing(boolean retryable, Integer... failing) {
        Optional<Integer> answer = pollAt(6);
        if (List.of(failing).contains(pollsMillis.size())) {
            throw new TransportException(
                    new FailedCall("p", "o", "r", 1),
                    "no answer",
                    retryable ? Repeatability.RETRYABLE : Repeatability.FINAL,
                    new IOException("reset"));
        }
        return answer;
    }

    @Test
    void absence_thatAnOperationDeclares_isAnAnswer_inResultLogAndRecord() {
        MaybeApi maybe = bench.sluice.api(
                Bench.PROVIDER, ApiDefinition.of(MaybeApi.class, uri()).build());
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        server.stubFor(get("/things/404").willReturn(status(404)));
        server.stubFor(get("/things/410").willReturn(status(410)));

        assertThat(maybe.thing("7").orElseThrow().name()).isEqualTo("lamp");
        assertThat(maybe.thing("404")).isEmpty();
        assertThat(maybe.thing("410")).isEmpty();

        assertThat(bench.events("api_error")).isEmpty();
        assertThat(bench.events("api_response").get(1).fields()).containsEntry("status_code", 404);
        assertThat(bench.calls).extracting(CallRecord::outcome).containsOnly(CallOutcome.SUCCESS);
        assertThat(bench.calls).extracting(CallRecord::effectiveStatus).containsExactly(200, 404, 410);
        assertThatThrownBy(() -> api.thing("404")).isInstanceOf(NotFoundException.class);
    }

    private Optional<Integer> pollAt(int answeredAt) {
        if (pollsMillis.isEmpty()) {
            start = time.instant();
        }
        pollsMillis.add(Duration.between(start, time.instant()).toMillis());
        return pollsMillis.size() >= answeredAt ? Optional.of(answeredAt) : Optional.empty();
    }

    private Instant start = Instant.EPOCH;

    /** Virtual time that looks around at every pause. */
    private class PauseWatch implements TimeSource {
        private final Runnable look;

        private PauseWatch(Runnable look) {
            this.look = look;
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Instant instant() {
            return time.instant();
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            look.run();
            time.parkNanos(blocker, nanos);
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            return time.schedule(delay, task);
        }
    }
}

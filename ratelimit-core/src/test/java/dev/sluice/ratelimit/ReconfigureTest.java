package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconfigureTest {
    @Test
    void shrink_neitherBlocksNorRevokes_andIsKeptFromThenOn() {
        Fixture fixture = Fixture.gate(10);
        List<Permit> held = IntStream.range(0, 9).mapToObj(i -> fixture.take()).toList();

        fixture.limiter.reconfigure(LimitsConfig.of(5, Duration.ZERO));

        assertThat(fixture.limiter.snapshot().provider().inFlight()).isEqualTo(9);
        held.subList(0, 4).forEach(Permit::close);
        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        held.get(4).close();
        fixture.take();
    }

    @Test
    void growth_servesThoseWhoWait() {
        Fixture fixture = Fixture.gate(1);
        fixture.take();
        CompletableFuture<Permit> first = fixture.ask();
        CompletableFuture<Permit> second = fixture.ask();

        fixture.limiter.reconfigure(LimitsConfig.of(2, Duration.ZERO));

        assertThat(first).isCompleted();
        assertThat(second).isNotCompleted();
    }

    @Test
    void shorterDelay_countsFromTheLastStart() {
        Fixture fixture = new Fixture(LimitsConfig.of(10, Duration.ofSeconds(10)));
        fixture.take();
        CompletableFuture<Permit> waiting = fixture.ask();
        fixture.advanceMillis(50);

        fixture.limiter.reconfigure(LimitsConfig.of(10, Duration.ofMillis(60)));
        fixture.advanceMillis(9);
        assertThat(waiting).isNotCompleted();
        fixture.advanceMillis(1);

        assertThat(waiting).isCompleted();
    }

    @Test
    void longerDelay_refusesAtOnceWhoseBoundItBreaks() {
        Fixture fixture = new Fixture(LimitsConfig.of(10, Duration.ofMillis(100)));
        fixture.take();
        CompletableFuture<Permit> waiting = fixture.ask(Fixture.one().within(Duration.ofMillis(500)));

        fixture.limiter.reconfigure(LimitsConfig.of(10, Duration.ofSeconds(1)));

        assertThat(DeadlineTest.refusal(waiting).waitNeeded()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void quotaOfTheSameId_remembersWhatItsWindowHolds() {
        LimitsConfig config = LimitsConfig.of(10, Duration.ZERO);
        Fixture fixture = new Fixture(config.withQuotas(QuotaConfig.sliding("rps", 3, Duration.ofSeconds(1))));
        fixture.take();
        fixture.take();

        fixture.limiter.reconfigure(config.withQuotas(QuotaConfig.sliding("rps", 2, Duration.ofSeconds(1))));

        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.QUOTA);
        assertThat(fixture.limiter.snapshot().totals().charged()).containsEntry("rps", 2L);
    }

    @Test
    void quotaThatBecomesCalendar_startsAnew() {
        LimitsConfig config = LimitsConfig.of(10, Duration.ZERO);
        Fixture fixture = new Fixture(config.withQuotas(QuotaConfig.sliding("rpd", 1, Duration.ofDays(1))));
        fixture.take();

        fixture.limiter.reconfigure(config.withQuotas(QuotaConfig.calendar("rpd", 1, Duration.ofDays(1), "UTC")));

        fixture.take();
        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.QUOTA);
    }

    @Test
    void calendarQuotaWithAnotherWindow_carriesWhatTheRunningOneHolds() {
        LimitsConfig config = LimitsConfig.of(10, Duration.ZERO);
        Fixture fixture = new Fixture(config.withQuotas(QuotaConfig.calendar("q", 1, Duration.ofDays(1), "UTC")));
        fixture.take();

        fixture.limiter.reconfigure(config.withQuotas(QuotaConfig.calendar("q", 1, Duration.ofHours(1), "UTC")));

        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void waiterTooBigForTheNewQuota_isRefused() {
        LimitsConfig config = LimitsConfig.of(10, Duration.ZERO);
        Fixture fixture = new Fixture(config.withQuotas(QuotaConfig.sliding("rps", 9, Duration.ofSeconds(1))));
        fixture.take(AcquireRequest.of(9));
        CompletableFuture<Permit> big = fixture.ask(AcquireRequest.of(9));

        fixture.limiter.reconfigure(config.withQuotas(QuotaConfig.sliding("rps", 8, Duration.ofSeconds(1))));

        assertThat(DeadlineTest.refusal(big).reason()).isEqualTo(RefusalReason.EXCEEDS_QUOTA);
    }

    @Test
    void groupThatMovesApart_takesItsWaitersAlong() {
        LimitsConfig config = LimitsConfig.of(1, Duration.ZERO);
        Fixture fixture = new Fixture(config);
        fixture.take();
        CompletableFuture<Permit> waiting = fixture.ask(Fixture.one().group("contents"));

        fixture.limiter.reconfigure(config.withGroups(Map.of("contents", GroupConfig.apart(1))));

        assertThat(waiting).isCompleted();
        assertThat(fixture.limiter.snapshot().provider().inFlight()).isEqualTo(1);
        waiting.join().close();
        assertThat(fixture.limiter.snapshot().groups().get("contents").inFlight())
                .isZero();
    }

    @Test
    void permitsOfAGroupThatMoved_areCountedWhereTheyWereTaken() {
        LimitsConfig config = LimitsConfig.of(2, Duration.ZERO);
        Fixture fixture = new Fixture(config.withGroups(Map.of("contents", GroupConfig.apart(1))));
        Permit apart = fixture.take(Fixture.one().group("contents"));

        fixture.limiter.reconfigure(config);
        Permit under = fixture.take(Fixture.one().group("contents"));
        assertThat(fixture.limiter.snapshot().provider().inFlight()).isEqualTo(1);
        apart.close();
        under.close();

        assertThat(fixture.limiter.snapshot().provider().inFlight()).isZero();
        assertThat(fixture.limiter.snapshot().groups()).doesNotContainKey("contents");
    }
}

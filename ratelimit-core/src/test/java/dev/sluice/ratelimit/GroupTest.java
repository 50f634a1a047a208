package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final QuotaConfig TWO_PER_MINUTE = QuotaConfig.sliding("rpm", 2, Duration.ofMinutes(1));
    private static final AcquireRequest FREE = AcquireRequest.one().group("free");

    @Test
    void groupUnderTheGate_countsInBoth() {
        Fixture fixture = new Fixture(
                LimitsConfig.of(1, Duration.ZERO).withGroups(Map.of("free", GroupConfig.under(TWO_PER_MINUTE))));
        Permit held = fixture.take(FREE);

        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        held.close();
        fixture.take(FREE).close();

        TryAcquireResult.Refused refused = fixture.refusedNow(FREE);
        assertThat(refused.reason()).isEqualTo(RefusalReason.QUOTA);
        assertThat(refused.waitNeeded()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void groupThatIsSpent_doesNotHoldTheOthersUp() {
        Fixture fixture = new Fixture(
                LimitsConfig.of(10, Duration.ZERO).withGroups(Map.of("free", GroupConfig.under(TWO_PER_MINUTE))));
        fixture.take(FREE);
        fixture.take(FREE);
        CompletableFuture<Permit> waiting = fixture.ask(FREE);

        fixture.take();
        fixture.take();

        assertThat(waiting).isNotCompleted();
        fixture.advanceMillis(60_000);
        assertThat(waiting).isCompleted();
    }

    @Test
    void waiterWhoseTimeComesSooner_isNotServedLateBecauseOfOneWhoseTimeComesLater() {
        Fixture fixture = new Fixture(LimitsConfig.of(10, Duration.ofMillis(100))
                .withGroups(Map.of("free", GroupConfig.under(TWO_PER_MINUTE))));
        fixture.take(FREE);
        fixture.advanceMillis(100);
        fixture.take(FREE);
        fixture.advanceMillis(100);
        fixture.ask(FREE);
        fixture.take();
        CompletableFuture<Permit> sooner = fixture.ask();

        fixture.advanceMillis(100);

        assertThat(sooner).isCompleted();
        assertThat(sooner.join().waited()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void refusal_namesTheGroupThatStoodInTheWay() {
        Fixture fixture = new Fixture(
                LimitsConfig.of(10, Duration.ZERO).withGroups(Map.of("free", GroupConfig.under(TWO_PER_MINUTE))));
        fixture.take(FREE);
        fixture.take(FREE);

        CompletableFuture<Permit> refused = fixture.ask(FREE.within(Duration.ofSeconds(10)));

        assertThat(DeadlineTest.refusal(refused).limiter()).isEqualTo("exa/free");
    }

    @Test
    void groupApart_isNeitherHeldUpNorCountedByTheGate() {
        Fixture fixture = new Fixture(
                LimitsConfig.of(1, Duration.ofSeconds(1)).withGroups(Map.of("contents", GroupConfig.apart(2))));
        AcquireRequest contents = AcquireRequest.one().group("contents");
        fixture.take();

        fixture.take(contents);
        Permit second = fixture.take(contents);

        assertThat(fixture.refusedNow(contents).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        second.close();
        fixture.take(contents);
        assertThat(fixture.limiter.snapshot().provider().inFlight()).isEqualTo(1);
        assertThat(fixture.limiter.snapshot().groups().get("contents").inFlight())
                .isEqualTo(2);
    }

    @Test
    void groupPacing_isOnTopOfTheProviders() {
        Fixture fixture = new Fixture(LimitsConfig.of(10, Duration.ofMillis(10))
                .withGroups(Map.of("slow", new GroupConfig(false, null, Duration.ofMillis(50), List.of()))));
        AcquireRequest slow = AcquireRequest.one().group("slow");
        fixture.take(slow);
        fixture.advanceMillis(10);

        assertThat(fixture.refusedNow(slow).waitNeeded()).isEqualTo(Duration.ofMillis(40));
        fixture.take();
    }

    @Test
    void bigRequest_isNotStarvedBySmallOnes() {
        Fixture fixture = new Fixture(LimitsConfig.of(100, Duration.ZERO)
                .withQuotas(QuotaConfig.sliding("tokens", 10, Duration.ofSeconds(1))));
        fixture.take(AcquireRequest.of(6));
        CompletableFuture<Permit> big = fixture.ask(AcquireRequest.of(9));

        assertThat(fixture.refusedNow(AcquireRequest.of(1)).reason()).isEqualTo(RefusalReason.QUEUED);
        fixture.advanceMillis(1_000);

        assertThat(big).isCompleted();
    }
}

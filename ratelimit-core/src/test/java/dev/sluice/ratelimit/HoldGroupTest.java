package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HoldGroupTest {
    private final LimitScope scope = LimitScope.create("agent");
    private final AcquireRequest mine = AcquireRequest.one().scope(scope);

    private static Lease hold(Fixture fixture, AcquireRequest request) {
        return fixture.limiter.holdAsync(request).join();
    }

    private static int inFlight(Fixture fixture) {
        return fixture.limiter.snapshot().provider().inFlight();
    }

    @Test
    void holdOfAGroup_holdsItsUnitToo() {
        Fixture fixture = new Fixture(LimitsConfig.of(2, Duration.ZERO)
                .withGroups(Map.of("chat", new GroupConfig(false, 1, null, List.of()))));
        hold(fixture, mine.group("chat"));

        assertThat(fixture.ask(Fixture.one().group("chat"))).isNotCompleted();
        fixture.take(mine.group("chat")).close();
        fixture.take(mine).close();

        assertThat(fixture.limiter.snapshot().groups().get("chat").inFlight()).isOne();
        assertThat(inFlight(fixture)).isOne();
    }

    @Test
    void exchangeInAGroupThatTheHoldDoesNotHold_needsTheGroupsUnit() {
        Fixture fixture = new Fixture(LimitsConfig.of(2, Duration.ZERO)
                .withGroups(Map.of("chat", new GroupConfig(false, 1, null, List.of()))));
        hold(fixture, mine);
        Permit inGroup = fixture.take(Fixture.one().group("chat"));
        CompletableFuture<Permit> exchange = fixture.ask(mine.group("chat"));

        assertThat(exchange).isNotCompleted();
        fixture.take(mine).close();
        inGroup.close();

        assertThat(exchange).isCompleted();
        assertThat(inFlight(fixture)).isOne();
        exchange.join().close();
        assertThat(fixture.limiter.snapshot().groups().get("chat").inFlight()).isZero();
    }

    @Test
    void holdOfAGroupApart_isNoneOfTheProvider() {
        Fixture fixture =
                new Fixture(LimitsConfig.of(1, Duration.ZERO).withGroups(Map.of("toolbox", GroupConfig.apart(1))));
        hold(fixture, mine.group("toolbox"));

        fixture.take(mine.group("toolbox"));
        fixture.take();

        assertThat(fixture.refusedNow(mine).reason()).isEqualTo(RefusalReason.CONCURRENCY);
    }

    @Test
    void groupOfNoConfiguration_isNotForgottenWhileAnExchangeWaitsForIt() {
        Fixture fixture = new Fixture(LimitsConfig.of(2, Fixture.DELAY));
        Lease hold = hold(fixture, mine);
        Permit other = fixture.take(Fixture.one().group("search"));
        CompletableFuture<Permit> exchange = fixture.ask(mine.group("search"));

        other.close();
        hold.close();
        fixture.advanceMillis(100);

        assertThat(exchange).isCompleted();
        exchange.join().close();
        assertThat(fixture.limiter.snapshot().groups()).isEmpty();
    }

    /** By moving a group, a hold can come to hold units of two gates; each of two composed starts uses one of them. */
    @Test
    void holdWhoseGroupMovedApart_keepsBothUnits() {
        GroupConfig under = new GroupConfig(false, 1, null, List.of());
        Fixture fixture = new Fixture(LimitsConfig.of(1, Duration.ZERO).withGroups(Map.of("chat", under)));
        Lease hold = hold(fixture, mine.group("chat"));
        fixture.limiter.reconfigure(LimitsConfig.of(1, Duration.ZERO).withGroups(Map.of("chat", GroupConfig.apart(1))));

        CompletableFuture<Permits> both = fixture.limiters.acquireAllAsync(
                Duration.ofSeconds(1), Entry.of(fixture.limiter, mine), Entry.of(fixture.limiter, mine.group("chat")));
        assertThat(both).isCompleted();
        hold.close();
        both.join().permits().get(0).close();

        assertThat(fixture.limiter.snapshot().groups().get("chat").inFlight()).isOne();
        both.join().close();
        assertThat(fixture.limiter.snapshot().groups().get("chat").inFlight()).isZero();
        assertThat(inFlight(fixture)).isZero();
    }

    @Test
    void exchangeInAFullGroupThatItsHoldHolds_isNotHeldUpByOthersOfTheGroup() {
        GroupConfig one = new GroupConfig(false, 1, null, List.of());
        Fixture fixture = new Fixture(LimitsConfig.of(2, Fixture.DELAY).withGroups(Map.of("chat", one)));
        hold(fixture, mine.group("chat"));
        fixture.take();
        CompletableFuture<Permit> other = fixture.ask(Fixture.one().group("chat"));
        CompletableFuture<Permit> exchange = fixture.ask(mine.group("chat").priority(Priority.BACKGROUND));

        fixture.advanceMillis(100);

        assertThat(exchange).isCompleted();
        assertThat(other).isNotCompleted();
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HoldTest {
    private final LimitScope scope = LimitScope.create("agent");
    private final AcquireRequest mine = AcquireRequest.one().scope(scope);

    private static Lease hold(Fixture fixture, AcquireRequest request) {
        CompletableFuture<Lease> hold = fixture.limiter.holdAsync(request);
        assertThat(hold).isCompleted();
        return fixture.keep(hold.join());
    }

    private static int inFlight(Fixture fixture) {
        return fixture.limiter.snapshot().provider().inFlight();
    }

    @Test
    void hold_takesConcurrency_butNeitherPacingNorQuota() {
        Fixture fixture = new Fixture(
                LimitsConfig.of(2, Fixture.DELAY).withQuotas(QuotaConfig.sliding("requests", 1, Duration.ofHours(1))));

        Lease hold = hold(fixture, mine);

        assertThat(hold.kind()).isEqualTo("hold");
        assertThat(hold.scope()).isSameAs(scope);
        assertThat(inFlight(fixture)).isOne();
        fixture.take();
        assertThat(fixture.limiter.snapshot().totals().granted()).isOne();
        assertThat(fixture.limiter.snapshot().totals().charged()).containsEntry("requests", 1L);
    }

    @Test
    void exchange_reusesTheHold_andIsPaced() {
        Fixture fixture = new Fixture(LimitsConfig.of(1, Fixture.DELAY));
        hold(fixture, mine);

        fixture.take(mine).close();
        CompletableFuture<Permit> second = fixture.ask(mine);

        assertThat(second).isNotCompleted();
        fixture.advanceMillis(100);
        assertThat(second).isCompleted();
        assertThat(inFlight(fixture)).isOne();
        assertThat(fixture.limiter.snapshot().totals().granted()).isEqualTo(2);
    }

    @Test
    void exchangeOfAnotherScope_doesNotReuseIt() {
        Fixture fixture = Fixture.gate(1);
        hold(fixture, mine);

        assertThat(fixture.ask(AcquireRequest.one().scope(LimitScope.create("other"))))
                .isNotCompleted();
        assertThat(fixture.ask()).isNotCompleted();
        assertThat(fixture.refusedNow(Fixture.one().scope(LimitScope.none())).reason())
                .isEqualTo(RefusalReason.CONCURRENCY);
    }

    @Test
    void secondExchangeAtTheSameTime_waitsUntilTheHoldIsIdle() {
        Fixture fixture = Fixture.gate(1);
        hold(fixture, mine);
        Permit first = fixture.take(mine);
        CompletableFuture<Permit> second = fixture.ask(mine);
        CompletableFuture<Permit> third = fixture.ask(mine);

        assertThat(second).isNotCompleted();
        first.close();

        assertThat(second).isCompleted();
        assertThat(third).isNotCompleted();
        second.join().close();
        assertThat(third).isCompleted();
        assertThat(inFlight(fixture)).isOne();
    }

    @Test
    void secondExchangeAtTheSameTime_takesAnOrdinaryUnit_ifThereIsRoom() {
        Fixture fixture = Fixture.gate(2);
        hold(fixture, mine);

        Permit first = fixture.take(mine);
        Permit second = fixture.take(mine);

        assertThat(inFlight(fixture)).isEqualTo(2);
        second.close();
        first.close();
        assertThat(inFlight(fixture)).isOne();
    }

    @Test
    void exchange_goesBeforeWaitersThatLackConcurrency() {
        Fixture fixture = Fixture.gate(1);
        Lease hold = hold(fixture, mine);
        List<CompletableFuture<Permit>> others = List.of(fixture.ask(), fixture.ask(Priority.CRITICAL));

        fixture.take(mine).close();

        assertThat(others).noneMatch(CompletableFuture::isDone);
        hold.close();
        assertThat(others.get(1)).isCompleted();
    }

    @Test
    void exchanges_goFirst_butLetOneOfTheOthersInEightPass() {
        Fixture fixture = new Fixture(LimitsConfig.of(100, Fixture.DELAY));
        hold(fixture, mine);
        fixture.take();
        List<CompletableFuture<Permit>> others = List.of(fixture.ask(), fixture.ask());
        List<String> order = new ArrayList<>();
        others.forEach(other -> other.thenRun(() -> order.add("other")));

        for (int i = 0; i < 20; i++) {
            fixture.ask(mine).thenAccept(permit -> {
                order.add("mine");
                permit.close();
            });
            fixture.advanceMillis(100);
        }

        assertThat(order.get(7)).isEqualTo("other");
        assertThat(order.get(15)).isEqualTo("other");
        assertThat(order.stream().filter("other"::equals)).hasSize(2);
    }

    @Test
    void criticalNewcomerWithRoom_goesBeforeANormalExchange() {
        Fixture fixture = new Fixture(LimitsConfig.of(2, Fixture.DELAY));
        hold(fixture, mine);
        fixture.take(mine).close();
        CompletableFuture<Permit> exchange = fixture.ask(mine);
        CompletableFuture<Permit> cancelOrder = fixture.ask(Priority.CRITICAL);

        fixture.advanceMillis(100);

        assertThat(cancelOrder).isCompleted();
        assertThat(exchange).isNotCompleted();
    }

    @Test
    void closedWhileAnExchangeRuns_theUnitGoesOverToIt() {
        Fixture fixture = Fixture.gate(1);
        Lease hold = hold(fixture, mine);
        Permit exchange = fixture.take(mine);
        CompletableFuture<Permit> next = fixture.ask();

        hold.close();
        hold.close();

        assertThat(next).isNotCompleted();
        assertThat(inFlight(fixture)).isOne();
        exchange.close();
        assertThat(next).isCompleted();
        assertThat(inFlight(fixture)).isOne();
    }

    @Test
    void closedWhileRequestsOfTheScopeWait_theyAreOrdinaryWaitersInTheirOldOrder() {
        Fixture fixture = new Fixture(LimitsConfig.of(2, Fixture.DELAY));
        Lease hold = hold(fixture, mine);
        Permit other = fixture.take();
        CompletableFuture<Permit> behind = fixture.ask(mine);
        CompletableFuture<Permit> last = fixture.ask();

        hold.close();
        fixture.advanceMillis(100);

        assertThat(behind).isCompleted();
        assertThat(last).isNotCompleted();
        other.close();
        fixture.advanceMillis(100);
        assertThat(last).isCompleted();
    }

    @Test
    void acquireAll_reusesHolds() {
        Fixture fixture = Fixture.gate(1);
        Limiter other = fixture.limiters.limiter("daytona");
        hold(fixture, mine);
        fixture.keep(other.holdAsync(mine).join());
        CompletableFuture<Permit> behind = fixture.ask();

        CompletableFuture<Permits> both = fixture.limiters.acquireAllAsync(
                Duration.ofSeconds(1), Entry.of(fixture.limiter, mine), Entry.of(other, mine));

        assertThat(both).isCompleted();
        both.join().close();
        assertThat(behind).isNotCompleted();
        assertThat(inFlight(fixture)).isOne();
    }

    @Test
    void cancelledExchange_leavesTheHoldAsItWas() {
        Fixture fixture = new Fixture(LimitsConfig.of(1, Fixture.DELAY));
        Lease hold = hold(fixture, mine);
        fixture.take(mine).close();
        fixture.ask(mine).cancel(true);
        CompletableFuture<Permit> next = fixture.ask(mine);

        fixture.advanceMillis(100);

        assertThat(next).isCompleted();
        next.join().close();
        hold.close();
        assertThat(inFlight(fixture)).isZero();
    }

    @Test
    void cancelledHold_leavesTheQueue() {
        Fixture fixture = Fixture.gate(1);
        Permit held = fixture.take();
        CompletableFuture<Lease> hold = fixture.limiter.holdAsync(mine);
        CompletableFuture<Permit> behind = fixture.ask();

        hold.cancel(true);
        held.close();

        assertThat(behind).isCompleted();
    }

    @Test
    void holdsInFront_areNotCountedAsStarts_whenAWaitIsEstimated() {
        Fixture fixture = new Fixture(LimitsConfig.of(1, Fixture.DELAY));
        Permit held = fixture.take();
        fixture.keep(fixture.limiter.holdAsync(mine));
        fixture.keep(fixture.limiter.holdAsync(mine));

        CompletableFuture<Permit> behind = fixture.ask(Fixture.one().within(Duration.ofMillis(150)));

        assertThat(behind).isNotCompleted();
        held.close();
    }

    @Test
    void pause_holdsExchanges_butNotTheHold() {
        Fixture fixture = Fixture.gate(1);
        fixture.limiter.feedback(
                ServerFeedback.pause(Target.account(), fixture.time.instant().plusSeconds(10)));

        hold(fixture, mine);
        CompletableFuture<Permit> exchange = fixture.ask(mine);

        assertThat(exchange).isNotCompleted();
        fixture.advanceMillis(10_000);
        assertThat(exchange).isCompleted();
    }

    @Test
    void closingTheLimiters_givesHoldsBack() {
        Fixture fixture = Fixture.gate(1);
        Lease hold = hold(fixture, mine);

        fixture.limiters.close();
        hold.close();

        assertThat(inFlight(fixture)).isZero();
        assertThatThrownBy(() -> fixture.limiter.hold(mine))
                .isInstanceOf(PermitUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void holdOfNoScope_isAnError() {
        Fixture fixture = Fixture.gate(1);

        assertThatThrownBy(() -> fixture.limiter.holdAsync(Fixture.one()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hold: of no scope (expected: a scope whose requests can re-use it)");
        assertThatThrownBy(() -> fixture.limiter.hold(Fixture.one().scope(LimitScope.none())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterTheHold_plainRequestsGoAsBefore() {
        Fixture fixture = Fixture.gate(2);
        hold(fixture, mine).close();

        fixture.take().close();
        fixture.take().close();

        assertThat(inFlight(fixture)).isZero();
        assertThat(fixture.limiter.snapshot().totals().granted()).isEqualTo(2);
    }

    @Test
    void blockingCode_hasTheThreadsScope() throws InterruptedException {
        Fixture fixture = Fixture.gate(1);

        try (Lease hold = fixture.limiter.hold(Fixture.one());
                Permit exchange = fixture.limiter.acquire(Fixture.one())) {
            assertThat(hold.scope()).isSameAs(LimitScope.ofThread());
            assertThat(exchange.waited()).isZero();
        }

        assertThat(inFlight(fixture)).isZero();
    }

    /** A composed waiter that nobody may pass any more waits for a hold; its holder must pass it to get on. */
    @Test
    void firmComposedWaiter_letsThoseGoOnItWaitsFor() {
        Fixture fixture = Fixture.gate(1);
        Limiter other = fixture.limiters.limiter("daytona");
        Lease hold = other.holdAsync(mine).join();
        CompletableFuture<Permits> both =
                fixture.limiters.acquireAllAsync(Duration.ofDays(1), Entry.of(fixture.limiter), Entry.of(other));
        for (int i = 0; i < 2 * Waiter.PATIENCE; i++) {
            CompletableFuture<Permit> passing = fixture.ask();
            assertThat(passing).isCompleted();
            passing.join().close();
        }

        CompletableFuture<Permit> holders = fixture.ask(mine);

        assertThat(holders).isCompleted();
        holders.join().close();
        other.acquireAsync(mine).join().close();
        hold.close();
        assertThat(both).isCompleted();
    }

    /** A newcomer's hold may not take what a composed waiter needs that was passed often enough. */
    @Test
    void firmComposedWaiter_isNotPassedByNewHolds() {
        Fixture fixture = Fixture.gate(1);
        Limiter other = fixture.limiters.limiter("daytona");
        Lease hold = other.holdAsync(mine).join();
        CompletableFuture<Permits> both =
                fixture.limiters.acquireAllAsync(Duration.ofDays(1), Entry.of(fixture.limiter), Entry.of(other));
        for (int i = 0; i < Waiter.PATIENCE; i++) {
            fixture.ask().join().close();
        }

        CompletableFuture<Lease> newcomer =
                fixture.limiter.holdAsync(Fixture.one().scope(LimitScope.create("new")));

        assertThat(newcomer).isNotCompleted();
        hold.close();
        assertThat(both).isCompleted();
        both.join().close();
        assertThat(newcomer).isCompleted();
    }

    @Test
    void waitingExchanges_areCountedInTheQueue() {
        Fixture fixture = new Fixture(LimitsConfig.of(1, Fixture.DELAY));
        hold(fixture, mine);
        fixture.take(mine).close();
        fixture.ask(mine);

        assertThat(fixture.limiter.snapshot().provider().queueLength()).isOne();
    }

    @Test
    void newHoldThatIsKeptBack_keepsNobodyBackWhoMayPass() {
        Fixture fixture = Fixture.gate(2);
        Limiter other = fixture.limiters.limiter("daytona");
        Lease first = other.holdAsync(mine).join();
        Lease second = other.holdAsync(mine).join();
        CompletableFuture<Permits> both =
                fixture.limiters.acquireAllAsync(Duration.ofDays(1), Entry.of(fixture.limiter), Entry.of(other));
        for (int i = 0; i < Waiter.PATIENCE; i++) {
            fixture.ask().join().close();
        }
        CompletableFuture<Lease> newcomer =
                fixture.limiter.holdAsync(Fixture.one().scope(LimitScope.create("new")));

        CompletableFuture<Permits> holders = fixture.limiters.acquireAllAsync(
                Duration.ofDays(1), Entry.of(fixture.limiter, mine), Entry.of(other, mine));

        assertThat(newcomer).isNotCompleted();
        assertThat(holders).isCompleted();
        holders.join().close();
        first.close();
        assertThat(both).isCompleted();
        assertThat(newcomer).isCompleted();
        second.close();
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is refused as a deadlock, at once, and what is not because somebody may still go on. */
class DeadlockTest {
    private final VirtualTime time = VirtualTime.manual();
    private final LimitScope agent = LimitScope.create("agent");
    private final LimitScope trader = LimitScope.create("trader");
    private UnaryOperator<LimitsConfig> limits = config -> config;
    private final Limiters limiters = Limiters.builder(
                    provider -> limits.apply(LimitsConfig.of(1, Duration.ZERO).withLeases(Map.of("sandboxes", 1))))
            .time(time)
            .executor(Runnable::run)
            .build();

    private Limiter model() {
        return limiters.limiter("openrouter");
    }

    private Limiter box() {
        return limiters.limiter("daytona");
    }

    private static AcquireRequest in(LimitScope scope) {
        return AcquireRequest.one().scope(scope);
    }

    private CompletableFuture<Lease> sandbox(LimitScope scope) {
        return box().leaseAsync(LeaseRequest.of("sandboxes").scope(scope));
    }

    private CompletableFuture<Lease> hold(LimitScope scope) {
        return model().holdAsync(in(scope));
    }

    private static Lease had(CompletableFuture<Lease> lease) {
        assertThat(lease).isCompleted();
        return lease.join();
    }

    private static PermitUnavailableException deadlock(CompletableFuture<?> refused) {
        PermitUnavailableException why = DeadlineTest.refusal(refused);
        assertThat(why.reason()).isEqualTo(RefusalReason.WOULD_DEADLOCK);
        return why;
    }

    @Test
    void concurrencyThatTheServerLowered_comesBack_soNobodyIsStuck() {
        limits = config -> config.maxConcurrent() == 1
                ? LimitsConfig.of(2, Duration.ZERO)
                        .withLeases(Map.of("sandboxes", 1))
                        .withAdaptive(AdaptiveConfig.standard())
                : config;
        model().feedback(ServerFeedback.throttled(Target.account()));
        had(sandbox(agent));
        had(hold(trader));

        CompletableFuture<Lease> agentsHold = hold(agent);
        CompletableFuture<Lease> tradersSandbox = sandbox(trader);
        assertThat(agentsHold).isNotDone();
        assertThat(tradersSandbox).isNotDone();
        time.advance(Duration.ofSeconds(5));

        had(agentsHold);
        assertThat(tradersSandbox).isNotDone();
    }

    @Test
    void twoScopesInOppositeOrder_theSecondIsRefusedAtOnce_andTheFirstGoesOn() {
        Lease sandbox = had(sandbox(agent));
        Lease hold = had(hold(trader));
        CompletableFuture<Permit> call = model().acquireAsync(in(agent));
        assertThat(call).isNotCompleted();

        PermitUnavailableException why = deadlock(sandbox(trader));

        assertThat(why.limiter()).isEqualTo("daytona/sandboxes");
        assertThat(why)
                .hasMessageContaining("scope trader holds openrouter/hold (since ")
                .hasMessageContaining(") and wants daytona/sandboxes (at ")
                .hasMessageContaining("scope agent holds daytona/sandboxes (since ")
                .hasMessageContaining(") and wants openrouter (at ");
        assertThat(call).isNotCompleted();
        hold.close();
        assertThat(call).isCompleted();
        call.join().close();
        sandbox.close();
        assertThat(sandbox(trader)).isCompleted();
    }

    @Test
    void withRoomForBoth_nobodyIsRefused() {
        limits = config -> config.withLeases(Map.of("sandboxes", 2));
        had(sandbox(agent));
        Lease hold = had(hold(trader));
        CompletableFuture<Permit> call = model().acquireAsync(in(agent));

        had(sandbox(trader));

        assertThat(call).isNotCompleted();
        hold.close();
        assertThat(call).isCompleted();
    }

    @Test
    void heldPermits_proveNothing_theyComeBack() {
        Permit held = model().acquireAsync(AcquireRequest.one()).join();
        had(sandbox(agent));
        CompletableFuture<Permit> call = model().acquireAsync(in(agent));

        assertThat(call).isNotCompleted();
        held.close();
        assertThat(call).isCompleted();
    }

    @Test
    void leasesOfNoScope_proveNothing_anybodyMayCloseThem() {
        Lease loose = box().leaseAsync(LeaseRequest.of("sandboxes")).join();
        had(hold(trader));
        CompletableFuture<Lease> sandbox = sandbox(trader);
        CompletableFuture<Permit> call = model().acquireAsync(AcquireRequest.one());

        assertThat(sandbox).isNotCompleted();
        loose.close();
        assertThat(sandbox).isCompleted();
        assertThat(call).isNotCompleted();
    }

    @Test
    void scopeThatWaitsForNothing_provesNothing() {
        Lease sandbox = had(sandbox(agent));
        had(hold(trader));
        CompletableFuture<Lease> waits = sandbox(trader);

        assertThat(waits).isNotCompleted();
        sandbox.close();
        assertThat(waits).isCompleted();
    }

    @Test
    void requestThatWaitsForItsOwnScope_isRefused() {
        had(hold(agent));

        assertThat(deadlock(hold(agent)).getMessage()).startsWith("openrouter: would wait for ever (scope agent holds");
    }

    @Test
    void whoHoldsNothing_isNeverRefused_howeverLongItWaits() {
        had(sandbox(agent));
        had(hold(trader));
        model().acquireAsync(in(agent));

        assertThat(sandbox(LimitScope.create("newcomer"))).isNotCompleted();
        assertThat(model().acquireAsync(AcquireRequest.one())).isNotCompleted();
        deadlock(sandbox(trader));
    }

    @Test
    void boundOnWaiting_isNoWayOn() {
        had(sandbox(agent));
        had(hold(trader));
        CompletableFuture<Permit> bounded = model().acquireAsync(in(agent).within(Duration.ofSeconds(5)));

        deadlock(sandbox(trader));
        time.advance(Duration.ofSeconds(5));

        assertThat(DeadlineTest.refusal(bounded).reason()).isEqualTo(RefusalReason.CONCURRENCY);
    }

    @Test
    void tryAcquire_isRefusedForItsOwnReason() {
        had(sandbox(agent));
        had(hold(trader));
        sandbox(trader);

        TryAcquireResult result = model().tryAcquire(in(agent));

        assertThat(result)
                .isInstanceOfSatisfying(
                        TryAcquireResult.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.CONCURRENCY));
    }

    @Test
    void timeIsNeverAProof() {
        limits = config -> config.withQuotas(QuotaConfig.sliding("requests", 1, Duration.ofHours(1)));
        model().acquireAsync(AcquireRequest.one()).join().close();
        had(hold(trader));
        CompletableFuture<Permit> exchange = model().acquireAsync(in(trader));
        had(sandbox(agent));
        box().feedback(ServerFeedback.pause(Target.account(), time.instant().plusSeconds(30)));
        CompletableFuture<Permit> toolbox = box().acquireAsync(in(agent));

        assertThat(exchange).isNotCompleted();
        assertThat(toolbox).isNotCompleted();
        time.advance(Duration.ofHours(1));
        assertThat(exchange).isCompleted();
        assertThat(toolbox).isCompleted();
    }

    @Test
    void unitsReservedForTheCritical_areNoUnitsForOthers() {
        limits = config ->
                LimitsConfig.of(2, Duration.ZERO).withReserveCritical(1).withLeases(Map.of("sandboxes", 1));
        had(sandbox(agent));
        had(hold(trader));
        CompletableFuture<Permit> call = model().acquireAsync(in(agent));

        assertThat(call).isNotCompleted();
        deadlock(sandbox(trader));
        model().acquireAsync(in(agent).priority(Priority.CRITICAL)).join().close();
        assertThat(sandbox(trader))
                .as("the agent may go on with its critical request")
                .isNotCompleted();
    }

    @Test
    void criticalRequestOfAWaitingScope_isAWayOn() {
        limits = config ->
                LimitsConfig.of(2, Duration.ZERO).withReserveCritical(1).withLeases(Map.of("sandboxes", 1));
        had(sandbox(agent));
        had(hold(trader));
        Permit critical = model().acquireAsync(AcquireRequest.one().priority(Priority.CRITICAL))
                .join();
        CompletableFuture<Permit> call = model().acquireAsync(in(agent).priority(Priority.CRITICAL));

        CompletableFuture<Lease> sandbox = sandbox(trader);

        assertThat(call).isNotCompleted();
        assertThat(sandbox).isNotCompleted();
        critical.close();
        assertThat(call).isCompleted();
    }

    @Test
    void shrink_thatTiesAKnot_refusesTheYoungestOfIt() {
        limits = config -> config.withLeases(Map.of("sandboxes", 2));
        Lease first = had(sandbox(agent));
        Lease loose = box().leaseAsync(LeaseRequest.of("sandboxes")).join();
        had(hold(trader));
        CompletableFuture<Permit> call = model().acquireAsync(in(agent));
        CompletableFuture<Lease> sandbox = sandbox(trader);
        assertThat(sandbox).as("somebody may close the loose one").isNotCompleted();

        box().reconfigure(LimitsConfig.of(1, Duration.ZERO).withLeases(Map.of("sandboxes", 1)));

        deadlock(sandbox);
        assertThat(call).isNotCompleted();
        loose.close();
        first.close();
    }

    @Test
    void kindWithoutPlaces_isNoProof_itMayBeConfigured() {
        limits = config -> config.withLeases(Map.of("sandboxes", 0));
        had(hold(trader));
        CompletableFuture<Lease> sandbox = sandbox(trader);

        assertThat(sandbox).isNotCompleted();
        box().reconfigure(LimitsConfig.of(1, Duration.ZERO).withLeases(Map.of("sandboxes", 1)));
        assertThat(sandbox).isCompleted();
    }

    @Test
    void composedRequest_isStuckByAnyOfItsParts() {
        had(sandbox(agent));
        had(hold(trader));
        CompletableFuture<Permits> both =
                limiters.acquireAllAsync(Duration.ofDays(1), Entry.of(model(), in(agent)), Entry.of(box(), in(agent)));

        assertThat(both).isNotCompleted();
        assertThat(deadlock(sandbox(trader))).hasMessageContaining("wants openrouter and daytona (at ");
    }

    @Test
    void composedRequestOfTwoScopes_isAnError() {
        assertThatThrownBy(() -> limiters.acquireAllAsync(
                        Duration.ofDays(1), Entry.of(model(), in(agent)), Entry.of(box(), in(trader))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("acquireAll: two scopes (expected: one line of work)");
    }

    @Test
    void ringOfThree_refusesTheLast() {
        LimitScope third = LimitScope.create("third");
        Limiter search = limiters.limiter("exa");
        had(sandbox(agent));
        had(hold(trader));
        Lease last = had(search.holdAsync(in(third)));
        CompletableFuture<Permit> first = model().acquireAsync(in(agent));
        CompletableFuture<Permit> second = search.acquireAsync(in(trader));

        deadlock(sandbox(third));
        last.close();

        assertThat(second).isCompleted();
        assertThat(first).isNotCompleted();
    }

    /** A scope may do two things at once, against the rules; then a grant, not an arrival, can tie the knot. */
    @Test
    void grantToAScopeThatWaits_canTieAKnot_andItsWaitIsRefused() {
        Permit blocks = model().acquireAsync(AcquireRequest.one()).join();
        Lease sandbox = had(sandbox(trader));
        CompletableFuture<Lease> box = sandbox(agent);
        CompletableFuture<Lease> hold = hold(agent);
        CompletableFuture<Permit> call = model().acquireAsync(in(trader));

        blocks.close();

        assertThat(hold).isCompleted();
        List<CompletableFuture<?>> waits = new ArrayList<>(List.of(box, call));
        assertThat(waits.stream().filter(CompletableFuture::isDone)).hasSize(1);
        sandbox.close();
    }

    @Test
    void holdClosedWhileItsScopeWaits_canTieAKnot() {
        Lease sandbox = had(sandbox(agent));
        Lease hold = had(hold(agent));
        Permit exchange = model().acquireAsync(in(agent)).join();
        CompletableFuture<Lease> other = hold(trader);
        CompletableFuture<Permit> second = model().acquireAsync(in(agent));
        hold.close();
        exchange.close();
        had(other);

        assertThat(second).isNotCompleted();
        deadlock(sandbox(trader));
        sandbox.close();
    }

    @Test
    void acrossThreads_theScopeIsWhatCounts() {
        had(sandbox(agent));
        CompletableFuture<Lease> hold = CompletableFuture.supplyAsync(() -> had(hold(trader)));
        hold.join();
        CompletableFuture<CompletableFuture<Permit>> hop =
                CompletableFuture.supplyAsync(() -> model().acquireAsync(in(agent)));

        assertThat(hop.join()).isNotCompleted();
        deadlock(CompletableFuture.supplyAsync(() -> sandbox(trader)).join());
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A limiter whose concurrency gives way to a server that throttles: halved, and one back every five seconds. */
class ThrottleTest {
    private static final AdaptiveConfig STANDARD = AdaptiveConfig.standard();
    private static final LimitsConfig FOUR = LimitsConfig.of(4, Duration.ZERO).withAdaptive(STANDARD);

    private final Fixture fixture = new Fixture(FOUR);

    @Test
    void throttled_halvesConcurrency_andShowsBothNumbers() {
        throttle(Target.account());

        assertThat(provider().maxConcurrent()).isEqualTo(2);
        assertThat(provider().configuredConcurrent()).isEqualTo(4);
        fixture.take();
        fixture.take();
        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
    }

    @Test
    void oneBurst_countsOnce_theNextOneAgain() {
        throttle(Target.account());
        throttle(Target.account());
        fixture.advanceMillis(4_999);
        throttle(Target.account());
        assertThat(provider().maxConcurrent()).isEqualTo(2);

        fixture.advanceMillis(1);
        throttle(Target.account());

        assertThat(provider().maxConcurrent()).isEqualTo(1);
    }

    @Test
    void heldPermits_areNotRevoked_andNotGivenOutAgain() {
        List<Permit> held = Stream.generate(fixture::take).limit(4).toList();
        throttle(Target.account());

        assertThat(provider().inFlight()).isEqualTo(4);
        CompletableFuture<Permit> waiting = fixture.ask();
        held.get(0).close();
        held.get(1).close();
        assertThat(waiting).isNotDone();
        held.get(2).close();
        assertThat(waiting).isCompleted();
    }

    @Test
    void waiters_goAsItRecovers_withoutAnythingElseHappening() {
        throttle(Target.account());
        List<CompletableFuture<Permit>> waiting =
                Stream.generate(fixture::ask).limit(5).toList();
        assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(2);

        fixture.advanceMillis(4_999);
        assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(2);
        fixture.advanceMillis(1);
        assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(3);
        fixture.advanceMillis(5_000);

        assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(4);
        assertThat(provider().maxConcurrent()).isEqualTo(4);
        fixture.advanceMillis(60_000);
        assertThat(waiting.get(4)).isNotDone();
    }

    @Test
    void recovered_everythingIsAsBefore() {
        throttle(Target.account());
        fixture.advanceMillis(10_000);

        Stream.generate(fixture::take).limit(4).toList();

        assertThat(provider().maxConcurrent()).isEqualTo(4);
        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
    }

    @Test
    void pause_countsAsThrottling_andRecoveryBeginsAtItsEnd() {
        fixture.limiter.feedback(
                ServerFeedback.pause(Target.account(), fixture.time.instant().plusSeconds(20)));
        List<CompletableFuture<Permit>> waiting =
                Stream.generate(fixture::ask).limit(4).toList();

        fixture.advanceMillis(19_999);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        fixture.advanceMillis(1);
        assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(2);
        fixture.advanceMillis(5_000);
        assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(3);
    }

    @Test
    void withoutAdaptive_throttledDoesNothing() {
        Fixture plain = Fixture.gate(4);
        plain.limiter.feedback(ServerFeedback.throttled(Target.account()));

        assertThat(plain.limiter.snapshot().provider().maxConcurrent()).isEqualTo(4);
    }

    @Test
    void group_isLoweredAlone() {
        fixture.limiter.reconfigure(FOUR.withGroups(Map.of(
                "under", new GroupConfig(false, 3, null, List.of()).withAdaptive(STANDARD),
                "stiff", new GroupConfig(false, 3, null, List.of()),
                "apart", GroupConfig.apart(8).withAdaptive(STANDARD))));

        throttle(Target.group("under"));
        throttle(Target.group("stiff"));
        throttle(Target.group("unknown"));

        assertThat(provider().maxConcurrent()).isEqualTo(4);
        assertThat(group("under").maxConcurrent()).isEqualTo(1);
        assertThat(group("stiff").maxConcurrent()).isEqualTo(3);
        assertThat(group("apart").maxConcurrent()).isEqualTo(8);
        throttle(Target.account());
        assertThat(provider().maxConcurrent()).isEqualTo(2);
        assertThat(group("apart").maxConcurrent()).isEqualTo(4);
        assertThat(fixture.limiter.snapshot().groups()).doesNotContainKey("unknown");
    }

    @Test
    void groupsWaiters_goAsItRecovers() {
        fixture.limiter.reconfigure(
                FOUR.withGroups(Map.of("under", new GroupConfig(false, 2, null, List.of()).withAdaptive(STANDARD))));
        throttle(Target.group("under"));
        fixture.take(Fixture.one().group("under"));
        CompletableFuture<Permit> waiting = fixture.ask(Fixture.one().group("under"));

        fixture.advanceMillis(4_999);
        assertThat(waiting).isNotDone();
        assertThat(fixture.ask()).isCompleted();
        fixture.advanceMillis(1);

        assertThat(waiting).isCompleted();
    }

    @Test
    void reserve_shrinksBeforeTheOthersAreShutOut() {
        fixture.limiter.reconfigure(FOUR.withReserveCritical(3));
        throttle(Target.account());
        fixture.take();
        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        fixture.take(Fixture.one().priority(Priority.CRITICAL));

        fixture.advanceMillis(10_000);

        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        fixture.take(Fixture.one().priority(Priority.CRITICAL));
    }

    @Test
    void reconfigure_goesOnLowered_unlessAdaptiveIsTakenAway() {
        throttle(Target.account());
        fixture.limiter.reconfigure(LimitsConfig.of(20, Duration.ZERO).withAdaptive(STANDARD));
        assertThat(provider().maxConcurrent()).isEqualTo(2);
        assertThat(provider().configuredConcurrent()).isEqualTo(20);
        fixture.limiter.reconfigure(LimitsConfig.of(1, Duration.ZERO).withAdaptive(STANDARD));
        assertThat(provider().maxConcurrent()).isEqualTo(1);

        fixture.limiter.reconfigure(LimitsConfig.of(20, Duration.ZERO));

        assertThat(provider().maxConcurrent()).isEqualTo(20);
    }

    @Test
    void adaptiveGroup_needsANumberToLower() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupConfig.under().withAdaptive(STANDARD))
                .withMessage("adaptive: without max-concurrent (expected: a number to lower)");
    }

    private void throttle(Target target) {
        fixture.limiter.feedback(ServerFeedback.throttled(target));
    }

    private LimiterSnapshot.Stage provider() {
        return fixture.limiter.snapshot().provider();
    }

    private LimiterSnapshot.Stage group(String name) {
        return fixture.limiter.snapshot().groups().get(name);
    }
}

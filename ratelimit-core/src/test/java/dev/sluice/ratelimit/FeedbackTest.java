package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeedbackTest {
    private final Fixture fixture = new Fixture(LimitsConfig.of(100, Duration.ZERO)
            .withGroups(
                    Map.of("apart", GroupConfig.apart(100), "under", new GroupConfig(false, null, null, List.of()))));

    @Test
    void exhaustedLimit_holdsItsTargetUntilTheReset_beyondThePauseCap() {
        Fixture fixture = new Fixture(LimitsConfig.of(5, Duration.ZERO));
        AcquireRequest free = Fixture.one().group("free-models");
        fixture.limiter.feedback(ServerFeedback.exhausted(
                Target.group("free-models"), fixture.time.instant().plus(Duration.ofHours(7))));

        TryAcquireResult.Refused refused = fixture.refusedNow(free);
        assertThat(refused.reason()).isEqualTo(RefusalReason.PAUSED);
        assertThat(refused.waitNeeded()).isEqualTo(Duration.ofHours(7));
        fixture.take();
        fixture.time.advance(Duration.ofHours(7));
        fixture.take(free);
    }

    @Test
    void exhaustedLimit_thatIsWrong_costsADayAtMost() {
        Fixture fixture = new Fixture(LimitsConfig.of(5, Duration.ZERO));
        fixture.limiter.feedback(ServerFeedback.exhausted(Target.account(), Instant.MAX));

        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Duration.ofDays(1));
        fixture.limiter.feedback(ServerFeedback.exhausted(Target.account(), Instant.MIN));
        fixture.time.advance(Duration.ofDays(1));
        fixture.take();
    }

    @Test
    void accountPause_holdsEveryWaiter_andGroupsApart() {
        pause(Target.account(), 2_000);
        List<CompletableFuture<Permit>> waiting = Stream.of(
                        Fixture.one(),
                        Fixture.one().group("under"),
                        Fixture.one().group("apart"))
                .map(fixture::ask)
                .toList();

        fixture.advanceMillis(1_999);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(fixture.limiter.snapshot().provider().pausedUntil())
                .isEqualTo(fixture.time.instant().plusMillis(1));
        fixture.advanceMillis(1);

        assertThat(waiting).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
        assertThat(fixture.limiter.snapshot().provider().pausedUntil()).isNull();
    }

    @Test
    void groupPause_holdsThatGroupOnly() {
        pause(Target.group("under"), 2_000);

        assertThat(fixture.ask()).isCompleted();
        assertThat(fixture.ask(Fixture.one().group("apart"))).isCompleted();
        assertThat(fixture.refusedNow(Fixture.one().group("under")).waitNeeded())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void groupThatIsNotConfigured_canBePaused() {
        pause(Target.group("model-x"), 1_000);
        CompletableFuture<Permit> waiting = fixture.ask(Fixture.one().group("model-x"));

        assertThat(waiting).isNotCompleted();
        assertThat(fixture.ask(Fixture.one().group("model-y"))).isCompleted();
        fixture.advanceMillis(1_000);

        assertThat(waiting).isCompleted();
        waiting.join().close();
        assertThat(fixture.limiter.snapshot().groups()).doesNotContainKey("model-x");
    }

    @Test
    void waiterWhoseDeadlineIsWithinThePause_isRefusedAtOnce_withTheTime() {
        Fixture gate = Fixture.gate(1);
        gate.take();
        CompletableFuture<Permit> hasty = gate.ask(Fixture.one().within(Duration.ofMillis(1_500)));
        CompletableFuture<Permit> patient = gate.ask(Fixture.one().within(Duration.ofMillis(2_500)));

        gate.limiter.feedback(
                ServerFeedback.pause(Target.account(), gate.time.instant().plusMillis(2_000)));

        PermitUnavailableException why = DeadlineTest.refusal(hasty);
        assertThat(why.reason()).isEqualTo(RefusalReason.PAUSED);
        assertThat(why.waitNeeded()).isEqualTo(Duration.ofSeconds(2));
        assertThat(patient).isNotDone();
    }

    @Test
    void arrivalWhoseBoundIsWithinThePause_isRefusedAtOnce() {
        pause(Target.account(), 2_000);

        CompletableFuture<Permit> refused = fixture.ask(Fixture.one().within(Duration.ofMillis(1_999)));

        assertThat(DeadlineTest.refusal(refused).reason()).isEqualTo(RefusalReason.PAUSED);
    }

    @Test
    void pause_isCutToTheCap() {
        fixture.limiter.reconfigure(LimitsConfig.of(100, Duration.ZERO).withPauseCap(Duration.ofSeconds(3)));

        pause(Target.account(), 277_403_000);

        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void laterPause_prolongs_earlierOneDoesNotShorten() {
        pause(Target.account(), 2_000);
        pause(Target.account(), 500);
        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Duration.ofSeconds(2));

        pause(Target.account(), 4_000);

        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void pauseThatIsOver_doesNothing() {
        pause(Target.account(), -5_000);

        assertThat(fixture.ask()).isCompleted();
    }

    @Test
    void permitsAlreadyHeld_areNotRevoked() {
        Permit held = fixture.take();
        pause(Target.account(), 1_000);

        assertThat(fixture.limiter.snapshot().provider().inFlight()).isEqualTo(1);
        held.close();
        assertThat(fixture.limiter.snapshot().provider().inFlight()).isZero();
    }

    private void pause(Target target, long millis) {
        fixture.limiter.feedback(
                ServerFeedback.pause(target, fixture.time.instant().plusMillis(millis)));
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of a group that a server pauses alone: one model of many that count together. */
class SubgroupTest {
    private static final AcquireRequest ONE = AcquireRequest.one().group("free").subgroup("one");
    private static final AcquireRequest OTHER =
            AcquireRequest.one().group("free").subgroup("other");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pausedSubgroup_waitsForItsPause_othersOfTheGroupDoNot(boolean apart) {
        Fixture fixture = fixture(apart);
        CompletableFuture<Permit> before = blockedBySecond(fixture, ONE);
        pause(fixture, 10);
        CompletableFuture<Permit> paused = fixture.ask(ONE);
        CompletableFuture<Permit> other = fixture.ask(OTHER);

        fixture.advanceMillis(9_999);
        assertThat(before).isNotCompleted();
        assertThat(paused).isNotCompleted();
        assertThat(other).isCompleted();
        assertThat(other.join().waited()).isEqualTo(Duration.ofSeconds(1));

        fixture.advanceMillis(1);
        assertThat(before).isCompleted();
        fixture.advanceMillis(1_000);
        assertThat(paused).isCompleted();
    }

    @Test
    void requestWithoutSubgroup_andWithoutGroup_doNotHeedThePause() {
        Fixture fixture = fixture(false);
        pause(fixture, 10);

        fixture.take(AcquireRequest.one().group("free"));
        fixture.advanceMillis(1_000);
        fixture.take(AcquireRequest.one().subgroup("one"));
    }

    @Test
    void pause_isOfOneGroup_andOfNoOther() {
        Fixture fixture = new Fixture(LimitsConfig.of(10, Duration.ZERO));
        pause(fixture, 10);

        fixture.take(AcquireRequest.one().group("paid").subgroup("one"));
        assertThat(fixture.refusedNow(ONE).reason()).isEqualTo(RefusalReason.PAUSED);
    }

    @Test
    void refusal_namesTheSubgroup_andHowLong() {
        Fixture fixture = fixture(false);
        pause(fixture, 10);

        TryAcquireResult.Refused now = fixture.refusedNow(ONE);
        assertThat(now.reason()).isEqualTo(RefusalReason.PAUSED);
        assertThat(now.waitNeeded()).isEqualTo(Duration.ofSeconds(10));
        PermitUnavailableException refusal = DeadlineTest.refusal(fixture.ask(ONE.within(Duration.ofSeconds(9))));
        assertThat(refusal.limiter()).isEqualTo("exa/free/one");
        assertThat(refusal.reason()).isEqualTo(RefusalReason.PAUSED);
    }

    @Test
    void waiterWhoseBoundEndsInThePause_isRefusedAtOnce() {
        Fixture fixture = fixture(false);
        CompletableFuture<Permit> waiting = blockedBySecond(fixture, ONE.within(Duration.ofSeconds(5)));
        assertThat(waiting).isNotDone();

        pause(fixture, 10);

        assertThat(DeadlineTest.refusal(waiting).reason()).isEqualTo(RefusalReason.PAUSED);
    }

    @Test
    void newcomerBehindPausedOnes_isNotRefusedForTheirPlaces() {
        Fixture fixture = fixture(false);
        fixture.take(OTHER);
        pause(fixture, 10);
        fixture.ask(ONE);
        fixture.ask(ONE);

        CompletableFuture<Permit> other = fixture.ask(OTHER.within(Duration.ofSeconds(1)));

        fixture.advanceMillis(1_000);
        assertThat(other).isCompleted();
    }

    @Test
    void longerPauseHolds_andTheCapOfPauses() {
        Fixture fixture = fixture(false);
        pause(fixture, 20);
        pause(fixture, 5);
        assertThat(fixture.refusedNow(ONE).waitNeeded()).isEqualTo(Duration.ofSeconds(20));

        pause(fixture, 3_600);
        assertThat(fixture.refusedNow(ONE).waitNeeded()).isEqualTo(Duration.ofMinutes(1));
        feedback(fixture, ServerFeedback.exhausted(Target.subgroup("free", "one"), inSeconds(fixture, 3_600)));
        assertThat(fixture.refusedNow(ONE).waitNeeded()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void snapshot_tellsOfPausesThatRun() {
        Fixture fixture = fixture(false);
        pause(fixture, 10);
        Instant end = inSeconds(fixture, 10);

        assertThat(fixture.limiter.snapshot().groups().get("free").pausedSubgroups())
                .containsExactly(Map.entry("one", end));
        fixture.advanceMillis(10_000);
        assertThat(fixture.limiter.snapshot().groups().get("free").pausedSubgroups())
                .isEmpty();
    }

    @Test
    void groupThatIsNotConfigured_isForgottenWhenNothingOfItIsPaused() {
        Fixture fixture = new Fixture(LimitsConfig.of(10, Duration.ZERO));
        pause(fixture, 10);
        fixture.take(OTHER).close();
        assertThat(fixture.limiter.snapshot().groups()).containsKey("free");

        fixture.advanceMillis(10_000);
        fixture.take(ONE).close();

        assertThat(fixture.limiter.snapshot().groups()).isEmpty();
    }

    @Test
    void pause_outlivesAReconfiguration() {
        Fixture fixture = fixture(false);
        pause(fixture, 10);

        fixture.limiter.reconfigure(LimitsConfig.of(3, Duration.ZERO));

        assertThat(fixture.refusedNow(ONE).waitNeeded()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void bigRequest_isStillNotStarvedByAnotherSubgroup() {
        Fixture fixture = new Fixture(LimitsConfig.of(100, Duration.ZERO)
                .withGroups(Map.of("free", GroupConfig.under(QuotaConfig.sliding("rpm", 10, Duration.ofMinutes(1))))));
        fixture.take(AcquireRequest.of(6).group("free").subgroup("one"));
        CompletableFuture<Permit> big =
                fixture.ask(AcquireRequest.of(9).group("free").subgroup("one"));

        assertThat(fixture.refusedNow(OTHER).reason()).isEqualTo(RefusalReason.QUEUED);
        fixture.advanceMillis(60_000);
        assertThat(big).isCompleted();
    }

    @Test
    void remainingOfASubgroup_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerFeedback.remaining(Target.subgroup("free", "one"), null, 3, Instant.EPOCH))
                .withMessageContaining("expected: an account or a group");
    }

    /** One start per second in the group. */
    private static Fixture fixture(boolean apart) {
        GroupConfig free = new GroupConfig(apart, null, Duration.ofSeconds(1), List.of());
        return new Fixture(LimitsConfig.of(10, Duration.ZERO).withGroups(Map.of("free", free)));
    }

    private static CompletableFuture<Permit> blockedBySecond(Fixture fixture, AcquireRequest request) {
        fixture.take(OTHER);
        return fixture.ask(request);
    }

    private static void pause(Fixture fixture, int seconds) {
        feedback(fixture, ServerFeedback.pause(Target.subgroup("free", "one"), inSeconds(fixture, seconds)));
    }

    private static void feedback(Fixture fixture, ServerFeedback said) {
        fixture.limiter.feedback(said);
    }

    private static Instant inSeconds(Fixture fixture, int seconds) {
        return fixture.time.instant().plusSeconds(seconds);
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server says is left until its reset. */
class RemainingTest {
    private static final LimitsConfig FREE = LimitsConfig.of(100, Duration.ZERO);

    private final Fixture fixture = new Fixture(FREE.withQuotas(
                    QuotaConfig.sliding("tokens", 1_000, Duration.ofMinutes(1)),
                    QuotaConfig.budget("usd", new BigDecimal("10"), Duration.ofDays(1)))
            .withGroups(
                    Map.of("apart", GroupConfig.apart(100), "under", new GroupConfig(false, null, null, List.of()))));

    @Test
    void soManyMore_departUntilTheReset() {
        said(Target.account(), null, 3, 10_000);
        List<CompletableFuture<Permit>> asked =
                Stream.generate(fixture::ask).limit(5).toList();

        fixture.advanceMillis(9_999);
        assertThat(asked).filteredOn(CompletableFuture::isDone).hasSize(3);
        fixture.advanceMillis(1);

        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(allowances()).isEmpty();
    }

    @Test
    void weight_isWhatCounts_whereNoQuotaIsNamed() {
        said(Target.account(), null, 3, 10_000);
        fixture.take(AcquireRequest.of(2).cost("tokens", 500));

        assertThat(fixture.refusedNow(AcquireRequest.of(2)).reason()).isEqualTo(RefusalReason.QUOTA);
        assertThat(fixture.refusedNow(AcquireRequest.of(2)).waitNeeded()).isEqualTo(Duration.ofSeconds(10));
        fixture.take();
    }

    @Test
    void namedQuota_isCountedByItsCosts_moneyToo() {
        said(Target.account(), "tokens", 100, 10_000);
        fixture.limiter.feedback(new ServerFeedback.Remaining(
                Target.account(),
                "usd",
                new BigDecimal("0.5"),
                fixture.time.instant().plusSeconds(10)));
        fixture.take(AcquireRequest.one().cost("tokens", 60).cost("usd", new BigDecimal("0.2")));

        assertThat(fixture.limiter.tryAcquire(AcquireRequest.one().cost("tokens", 41)))
                .isInstanceOf(TryAcquireResult.Refused.class);
        assertThat(fixture.limiter.tryAcquire(
                        AcquireRequest.one().cost("tokens", 0).cost("usd", new BigDecimal("0.31"))))
                .isInstanceOf(TryAcquireResult.Refused.class);
        fixture.take(AcquireRequest.one().cost("tokens", 40).cost("usd", new BigDecimal("0.3")));
        assertThat(allowances())
                .extracting(LimiterSnapshot.Allowance::quota, LimiterSnapshot.Allowance::remaining)
                .containsExactly(tuple("tokens", BigDecimal.ZERO), tuple("usd", new BigDecimal("0")));
    }

    @Test
    void longWindow_mayBeSpokenOfForItsWholeLength_anUnnamedOneForNoLongerThanAPause() {
        said(Target.account(), "usd", 5, 100_000_000);
        said(Target.account(), null, 5, 100_000_000);
        said(Target.account(), "tokens", 5, 100_000_000);

        assertThat(allowances())
                .extracting(LimiterSnapshot.Allowance::quota, LimiterSnapshot.Allowance::resetAt)
                .containsExactlyInAnyOrder(
                        tuple("usd", fixture.time.instant().plus(Duration.ofDays(1))),
                        tuple(null, fixture.time.instant().plus(Duration.ofMinutes(1))),
                        tuple("tokens", fixture.time.instant().plus(Duration.ofMinutes(1))));
    }

    @Test
    void quotaThatIsNotConfigured_isCountedLikeOne() {
        said(Target.account(), "images", 5, 10_000);
        fixture.take(AcquireRequest.one().cost("images", 4));

        assertThat(fixture.limiter.tryAcquire(AcquireRequest.of(2))).isInstanceOf(TryAcquireResult.Refused.class);
        fixture.take();
        fixture.take(AcquireRequest.one().cost("images", 0));
    }

    @ParameterizedTest(name = "{0} left until 10 s, then the server says {1} until {2} s: {3} until {4} s")
    @CsvSource({
        "5, 3, 10, 3, 10",
        "5, 3, 20, 3, 20",
        "5, 3, 4, 3, 10",
        "5, 5, 20, 5, 10",
        "5, 9, 20, 5, 10",
        "5, 9, 4, 5, 10",
        "0, 9, 20, 0, 10",
        "5, 0, 10, 0, 10",
    })
    void ofSeveralAnswers_theLeastHolds(int first, int second, int secondReset, int left, int reset) {
        said(Target.account(), null, first, 10_000);
        said(Target.account(), null, second, secondReset * 1_000L);

        assertThat(allowances())
                .containsExactly(new LimiterSnapshot.Allowance(
                        null, BigDecimal.valueOf(left), fixture.time.instant().plusSeconds(reset)));
    }

    @Test
    void answersThatAreOnTheirWay_countWhatDepartedMeanwhile() {
        said(Target.account(), null, 5, 10_000);
        fixture.take();
        fixture.take();
        said(Target.account(), null, 4, 10_000);

        assertThat(allowances().get(0).remaining()).isEqualByComparingTo("3");
    }

    @Test
    void newWindow_isBelievedAfterTheOldOnesReset() {
        said(Target.account(), null, 0, 10_000);
        fixture.advanceMillis(10_000);
        said(Target.account(), null, 2, 10_000);

        fixture.take();
        fixture.take();
        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void neverMoreThanConfigured() {
        said(Target.account(), "tokens", 1_000_000, 10_000);

        assertThat(fixture.refusedNow(AcquireRequest.one().cost("tokens", 1_001))
                        .reason())
                .isEqualTo(RefusalReason.EXCEEDS_QUOTA);
    }

    @Test
    void laterReset_isCutToTheCap() {
        said(Target.account(), null, 0, Duration.ofDays(1).toMillis());

        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(ShippedLimits.PAUSE_CAP);
        fixture.time.advance(ShippedLimits.PAUSE_CAP);
        fixture.take();
    }

    @Test
    void resetThatIsOver_changesNothing() {
        said(Target.account(), null, 0, 0);
        said(Target.account(), null, 0, -5_000);

        fixture.take();
        assertThat(allowances()).isEmpty();
    }

    @Test
    void account_includesGroupsApart_inOneCount() {
        said(Target.account(), null, 2, 10_000);
        fixture.take(Fixture.one().group("apart"));
        fixture.take(Fixture.one().group("under"));

        assertThat(fixture.limiter.tryAcquire(Fixture.one().group("apart")))
                .isInstanceOf(TryAcquireResult.Refused.class);
        assertThat(fixture.limiter.tryAcquire(Fixture.one())).isInstanceOf(TryAcquireResult.Refused.class);
    }

    @Test
    void group_isCountedAlone_configuredOrNot() {
        said(Target.group("under"), null, 1, 10_000);
        said(Target.group("model-x"), null, 0, 10_000);
        fixture.take(Fixture.one().group("under"));

        assertThat(fixture.limiter.tryAcquire(Fixture.one().group("under")))
                .isInstanceOf(TryAcquireResult.Refused.class);
        CompletableFuture<Permit> waiting = fixture.ask(Fixture.one().group("model-x"));
        assertThat(waiting).isNotDone();
        fixture.take();
        fixture.take(Fixture.one().group("apart"));
        fixture.advanceMillis(10_000);

        assertThat(waiting).isCompleted();
        waiting.join().close();
        assertThat(fixture.limiter.snapshot().groups()).doesNotContainKey("model-x");
    }

    @Test
    void waiterWhoseBoundIsBeforeTheReset_isRefusedAtOnce() {
        Fixture gate = Fixture.gate(1);
        gate.take();
        CompletableFuture<Permit> hasty = gate.ask(Fixture.one().within(Duration.ofSeconds(9)));
        CompletableFuture<Permit> patient = gate.ask(Fixture.one().within(Duration.ofSeconds(11)));

        gate.limiter.feedback(ServerFeedback.remaining(
                Target.account(), null, 0, gate.time.instant().plusSeconds(10)));

        assertThat(DeadlineTest.refusal(hasty).waitNeeded()).isEqualTo(Duration.ofSeconds(10));
        assertThat(patient).isNotDone();
    }

    @Test
    void providerWithoutQuotas_isBackOnItsShortWayAfterTheReset() {
        Fixture gate = Fixture.gate(5);
        gate.limiter.feedback(ServerFeedback.remaining(
                Target.account(), null, 1, gate.time.instant().plusSeconds(10)));
        Permit counted = gate.take();
        assertThat(gate.limiter.tryAcquire(Fixture.one())).isInstanceOf(TryAcquireResult.Refused.class);
        gate.advanceMillis(10_000);

        for (int i = 0; i < 4; i++) {
            gate.take();
        }
        counted.close();
        gate.take();
        assertThat(gate.limiter.snapshot().provider().inFlight()).isEqualTo(5);
    }

    @Test
    void cancelledGrant_isGivenBack() {
        ArrayList<Runnable> completions = new ArrayList<>();
        fixture.limiters.close();
        Limiters late = Limiters.builder(provider -> LimitsConfig.of(1, Duration.ZERO))
                .time(fixture.time)
                .executor(completions::add)
                .build();
        Limiter limiter = late.limiter("exa");
        limiter.feedback(ServerFeedback.remaining(
                Target.account(), null, 2, fixture.time.instant().plusSeconds(10)));
        Permit first = ((TryAcquireResult.Granted) limiter.tryAcquire(Fixture.one())).permit();
        CompletableFuture<Permit> second = limiter.acquireAsync(Fixture.one());
        first.close();
        second.cancel(true);
        completions.forEach(Runnable::run);

        assertThat(limiter.tryAcquire(Fixture.one())).isInstanceOf(TryAcquireResult.Granted.class);
    }

    @Test
    void settlement_correctsWhatTheServerCounts() {
        said(Target.account(), "tokens", 100, 10_000);
        Permit permit = fixture.take(AcquireRequest.one().cost("tokens", 90));

        permit.settle("tokens", 20);

        assertThat(allowances().get(0).remaining()).isEqualByComparingTo("80");
    }

    @Test
    void reconfigure_keepsWhatTheServerSaid() {
        said(Target.account(), null, 1, 10_000);
        fixture.limiter.reconfigure(FREE.withGroups(Map.of("new", GroupConfig.apart(5))));
        fixture.take(Fixture.one().group("new"));

        assertThat(fixture.limiter.tryAcquire(Fixture.one())).isInstanceOf(TryAcquireResult.Refused.class);
    }

    @Test
    void negativeRemaining_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> said(Target.account(), null, -1, 10_000))
                .withMessage("remaining: -1 (expected: not negative)");
    }

    @Test
    void hugeRemaining_overflowsNothing() {
        said(Target.account(), null, Long.MAX_VALUE, 10_000);
        fixture.limiter.feedback(new ServerFeedback.Remaining(
                Target.account(),
                "usd",
                new BigDecimal("1E+30"),
                fixture.time.instant().plusSeconds(10)));

        fixture.take(AcquireRequest.of(Integer.MAX_VALUE).cost("tokens", 1).cost("usd", BigDecimal.ONE));
        assertThat(allowances()).hasSize(2);
    }

    private void said(Target target, @Nullable String quota, long remaining, long resetMillis) {
        fixture.limiter.feedback(ServerFeedback.remaining(
                target, quota, remaining, fixture.time.instant().plusMillis(resetMillis)));
    }

    private List<LimiterSnapshot.Allowance> allowances() {
        return fixture.limiter.snapshot().provider().allowances();
    }
}

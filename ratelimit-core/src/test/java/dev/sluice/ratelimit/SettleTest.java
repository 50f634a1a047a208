package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LimitsConfig FREE = LimitsConfig.of(100, Duration.ZERO);

    private final Fixture fixture = new Fixture(FREE.withQuotas(
            QuotaConfig.sliding("tokens", 1_000, MINUTE), QuotaConfig.budget("usd", new BigDecimal("1"), MINUTE)));

    @ParameterizedTest(name = "estimated 600, used {0}: {1} left, {2} fit at once")
    @CsvSource({"0, 1000", "250, 750", "600, 400", "900, 100", "1000, 0", "5000, 0"})
    void window_holdsWhatWasUsed(long used, long left) {
        Permit permit = fixture.take(tokens(600));

        assertThat(permit.settle("tokens", used)).isTrue();

        assertThat(remaining()).isEqualTo(left);
        assertThat(charged()).isEqualTo(used);
        assertThat(fixture.limiter.tryAcquire(tokens(left))).isInstanceOf(TryAcquireResult.Granted.class);
        assertThat(fixture.refusedNow(tokens(1)).reason()).isEqualTo(RefusalReason.QUOTA);
    }

    @Test
    void onlyTheFirstCallOfAKind_doesAnything() {
        Permit permit = fixture.take(tokens(600).cost("usd", new BigDecimal("0.5")));

        assertThat(permit.settle("tokens", 100)).isTrue();
        assertThat(permit.settle("tokens", 0)).isFalse();
        assertThat(permit.settle("tokens", 999)).isFalse();
        assertThat(permit.settle("usd", new BigDecimal("0.25"))).isTrue();
        assertThat(permit.settle("usd", 0)).isFalse();

        assertThat(charged()).isEqualTo(100);
        assertThat(spent()).isEqualByComparingTo("0.25");
    }

    @Test
    void afterClose_itStillCounts() {
        Permit permit = fixture.take(tokens(600));
        permit.close();

        assertThat(permit.settle("tokens", 10)).isTrue();
        permit.close();

        assertThat(remaining()).isEqualTo(990);
        assertThat(fixture.limiter.snapshot().provider().inFlight()).isZero();
    }

    @Test
    void kindThatWasNotCharged_hasNothingToSettle() {
        Permit permit = fixture.take(tokens(600));

        assertThat(permit.settle("images", 5)).isFalse();

        assertThat(charged()).isEqualTo(600);
    }

    @Test
    void permitOfAProviderWithoutQuotas_hasNothingToSettle() {
        Permit permit = Fixture.gate(1).take();

        assertThat(permit.settle("tokens", 5)).isFalse();
        assertThat(permit.settle("usd", BigDecimal.ONE)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> permit.settle("tokens", -1));
    }

    @Test
    void weightIsAnEstimateToo_andSoIsNoCostAtAll() {
        Permit permit = fixture.take(AcquireRequest.of(5));

        permit.settle("tokens", 700);
        permit.settle("usd", new BigDecimal("0.75"));

        assertThat(charged()).isEqualTo(700);
        assertThat(spent()).isEqualByComparingTo("0.75");
    }

    @Test
    void whatIsGivenBack_isFreeAtOnce_andWaitersGo() {
        Permit permit = fixture.take(tokens(900));
        CompletableFuture<Permit> waiting = fixture.ask(tokens(500));
        CompletableFuture<Permit> more = fixture.ask(tokens(400));

        permit.settle("tokens", 500);
        assertThat(waiting).isCompleted();
        assertThat(more).isNotDone();

        waiting.join().settle("tokens", 100);
        assertThat(more).isCompleted();
    }

    @Test
    void whatIsGivenBack_belongsToTheDeparture() {
        Permit permit = fixture.take(tokens(1_000));
        fixture.time.advance(Duration.ofSeconds(30));
        permit.settle("tokens", 400);
        fixture.take(tokens(600));

        assertThat(fixture.refusedNow(tokens(400)).waitNeeded()).isEqualTo(Duration.ofSeconds(30));
        assertThat(fixture.refusedNow(tokens(401)).waitNeeded()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whatIsGivenBackAfterTheWindow_takesNothingFromOthers() {
        Permit permit = fixture.take(tokens(1_000));
        fixture.time.advance(MINUTE);
        fixture.take(tokens(800));

        assertThat(permit.settle("tokens", 0)).isTrue();

        assertThat(remaining()).isEqualTo(200);
        assertThat(charged()).isEqualTo(800);
    }

    @Test
    void whatIsChargedMore_countsFromNow_andIsWaitedFor() {
        Permit permit = fixture.take(tokens(600));
        fixture.time.advance(Duration.ofSeconds(30));
        permit.settle("tokens", 1_200);

        assertThat(fixture.refusedNow(tokens(400)).waitNeeded()).isEqualTo(Duration.ofSeconds(30));
        assertThat(fixture.refusedNow(tokens(401)).waitNeeded()).isEqualTo(MINUTE);
        assertThat(fixture.limiter.tryAcquire(tokens(0))).isInstanceOf(TryAcquireResult.Granted.class);
    }

    @Test
    void debtThatBreaksAWaitersBound_refusesItAtOnce() {
        Permit permit = fixture.take(tokens(1_000));
        fixture.time.advance(Duration.ofSeconds(30));
        CompletableFuture<Permit> hasty = fixture.ask(tokens(900).within(Duration.ofSeconds(40)));
        CompletableFuture<Permit> patient = fixture.ask(tokens(900));

        permit.settle("tokens", 2_000);

        assertThat(DeadlineTest.refusal(hasty).waitNeeded()).isEqualTo(MINUTE);
        assertThat(patient).isNotDone();
        fixture.time.advance(MINUTE);
        assertThat(patient).isCompleted();
    }

    @Test
    void calendarWindow_isSettledInItsOwnWindowOnly() {
        Duration day = Duration.ofDays(1);
        Fixture daily = new Fixture(FREE.withQuotas(
                QuotaConfig.budget("usd", new BigDecimal("5"), day).inCalendar("UTC")));
        Permit today = daily.take(Fixture.one().cost("usd", new BigDecimal("5")));
        Permit late = daily.take();
        today.settle("usd", new BigDecimal("3"));
        assertThat(budgetLeft(daily)).isEqualByComparingTo("2");
        Permit yesterday = daily.take(Fixture.one().cost("usd", new BigDecimal("2")));

        daily.time.advance(day);
        yesterday.settle("usd", BigDecimal.ZERO);
        assertThat(budgetLeft(daily)).isEqualByComparingTo("5");
        late.settle("usd", new BigDecimal("1.5"));

        assertThat(budgetLeft(daily)).isEqualByComparingTo("3.5");
        assertThat(daily.limiter.snapshot().totals().spent().get("usd")).isEqualByComparingTo("4.5");
    }

    @Test
    void groupAndProvider_areBothSettled() {
        QuotaConfig quota = QuotaConfig.sliding("tokens", 1_000, MINUTE);
        Fixture both = new Fixture(FREE.withQuotas(quota).withGroups(Map.of("chat", GroupConfig.under(quota))));
        Permit permit = both.take(tokens(500).group("chat"));

        permit.settle("tokens", 200);

        assertThat(both.limiter.snapshot().totals().charged()).isEqualTo(Map.of("tokens", 200L, "chat/tokens", 200L));
    }

    @Test
    void composedPermits_areSettledOneByOne() {
        Permits both = fixture.limiters
                .acquireAllAsync(
                        MINUTE, Entry.of(fixture.limiter, tokens(600)), Entry.of(fixture.limiters.limiter("x")))
                .join();

        assertThatThrownBy(() -> both.settle("tokens", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> both.settle("usd", BigDecimal.ONE)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(both.permits().get(0).settle("tokens", 100)).isTrue();

        assertThat(charged()).isEqualTo(100);
    }

    @Test
    void quotaThatWasReplacedSince_isLeftAlone() {
        Permit permit = fixture.take(tokens(600));
        fixture.limiter.reconfigure(FREE);
        fixture.limiter.reconfigure(FREE.withQuotas(QuotaConfig.sliding("tokens", 1_000, MINUTE)));

        permit.settle("tokens", 0);

        assertThat(remaining()).isEqualTo(1_000);
        assertThat(charged()).isZero();
    }

    @Test
    void grownQuota_isSettledUnderItsNewNumbers() {
        Permit permit = fixture.take(tokens(600));
        fixture.limiter.reconfigure(FREE.withQuotas(QuotaConfig.sliding("tokens", 5_000, MINUTE)));

        permit.settle("tokens", 4_000);

        assertThat(remaining()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"-1", "-9223372036854775808"})
    void negativeUse_isRefused_andSettlesNothing(long used) {
        Permit permit = fixture.take(tokens(600));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> permit.settle("tokens", used))
                .withMessage("settle tokens: " + used + " (expected: not negative)");
        assertThatIllegalArgumentException().isThrownBy(() -> permit.settle("usd", BigDecimal.valueOf(-1)));
        assertThat(permit.settle("tokens", 1)).isTrue();
    }

    @Test
    void hugeUse_overflowsNothing() {
        for (int i = 0; i < 20; i++) {
            fixture.take(tokens(0)).settle("tokens", Long.MAX_VALUE);
        }

        assertThat(remaining()).isZero();
        fixture.time.advance(MINUTE);
        assertThat(remaining()).isEqualTo(1_000);
    }

    private static AcquireRequest tokens(long amount) {
        return Fixture.one().cost("tokens", amount);
    }

    private long remaining() {
        return fixture.limiter.snapshot().provider().quotas().get(0).remaining();
    }

    private static BigDecimal budgetLeft(Fixture fixture) {
        return fixture.limiter.snapshot().provider().budgets().get(0).remaining();
    }

    private long charged() {
        return fixture.limiter.snapshot().totals().charged().get("tokens");
    }

    private BigDecimal spent() {
        return fixture.limiter.snapshot().totals().spent().get("usd");
    }
}

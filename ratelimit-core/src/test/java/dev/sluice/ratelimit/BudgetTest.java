package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final QuotaConfig FIVE_A_DAY = QuotaConfig.budget("usd", new BigDecimal("5.00"), DAY);

    private final Fixture fixture =
            new Fixture(LimitsConfig.of(100, Duration.ZERO).withQuotas(FIVE_A_DAY.inCalendar("UTC")));

    @Test
    void requestsAreRefusedBeforeTheCall_onceTheMoneyIsSpent() {
        fixture.take(usd("4.99"));
        fixture.take(usd("0.01"));

        TryAcquireResult.Refused refused = fixture.refusedNow(usd("0.000000001"));

        assertThat(refused.reason()).isEqualTo(RefusalReason.BUDGET);
        assertThat(refused.waitNeeded()).isEqualTo(DAY);
        fixture.time.advance(DAY);
        fixture.take(usd("5"));
    }

    @Test
    void requestWithoutACost_costsNothing_whateverItsWeight() {
        fixture.take(usd("5"));

        fixture.take(AcquireRequest.of(50));
        fixture.take(AcquireRequest.of(50).cost("eur", new BigDecimal("3")));

        assertThat(budget().remaining()).isZero();
    }

    @Test
    void costAboveTheWholeBudget_canNeverBeGranted() {
        assertThat(fixture.refusedNow(usd("5.000000001")).reason()).isEqualTo(RefusalReason.BUDGET);
        assertThat(fixture.refusedNow(Fixture.one().cost("usd", Long.MAX_VALUE)).reason())
                .isEqualTo(RefusalReason.BUDGET);
    }

    @Test
    void snapshot_showsMoneyApartFromPermits() {
        fixture.limiter.reconfigure(
                LimitsConfig.of(100, Duration.ZERO).withQuotas(FIVE_A_DAY, QuotaConfig.sliding("rpd", 10, DAY)));
        fixture.take(usd("1.25"));

        LimiterSnapshot snapshot = fixture.limiter.snapshot();

        assertThat(snapshot.provider().budgets())
                .containsExactly(new LimiterSnapshot.Budget("usd", new BigDecimal("5"), DAY, new BigDecimal("3.75")));
        assertThat(snapshot.provider().quotas()).containsExactly(new LimiterSnapshot.Quota("rpd", 10, DAY, 9));
        assertThat(snapshot.totals().spent()).isEqualTo(Map.of("usd", new BigDecimal("1.25")));
        assertThat(snapshot.totals().charged()).isEqualTo(Map.of("rpd", 1L));
    }

    @Test
    void slidingBudget_comesBackAsItWasSpent() {
        fixture.limiter.reconfigure(LimitsConfig.of(100, Duration.ZERO).withQuotas(FIVE_A_DAY));
        fixture.take(usd("3"));
        fixture.time.advance(Duration.ofHours(6));
        fixture.take(usd("2"));
        CompletableFuture<Permit> cheap = fixture.ask(usd("3"));
        CompletableFuture<Permit> next = fixture.ask(usd("0.5"));

        fixture.time.advance(Duration.ofHours(18).minusNanos(1));
        assertThat(cheap).isNotDone();
        fixture.time.advance(Duration.ofNanos(1));

        assertThat(cheap).isCompleted();
        assertThat(next).isNotDone();
        fixture.time.advance(Duration.ofHours(6));
        assertThat(next).isCompleted();
    }

    @Test
    void changedAmount_countsWhatWasSpent() {
        fixture.take(usd("4"));

        fixture.limiter.reconfigure(LimitsConfig.of(100, Duration.ZERO)
                .withQuotas(
                        QuotaConfig.budget("usd", new BigDecimal("4.5"), DAY).inCalendar("UTC")));

        assertThat(budget().remaining()).isEqualByComparingTo("0.5");
    }

    @Test
    void permitsOfTheSameName_areAnotherQuota() {
        fixture.take(usd("4"));

        fixture.limiter.reconfigure(
                LimitsConfig.of(100, Duration.ZERO).withQuotas(QuotaConfig.calendar("usd", 3, DAY, "UTC")));
        fixture.take(usd("2.1"));

        assertThat(fixture.limiter.snapshot().provider().budgets()).isEmpty();
        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.QUOTA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usd | 5 | 1.5 | quota: both permits and amount (expected: permits, or an amount of money)
            usd |   |     | quota: neither permits nor amount (expected: permits, or an amount of money)
                |   | 1.5 | id: missing (expected: the name that costs are given by, such as usd)
            usd |   | 0   | amount: 0 (expected: above zero, at most a billion, at most nine decimals)
            rpd | 0 |     | permits: 0 (expected: at least 1)
            rpd | 1000000000000000001 | | permits: 1000000000000000001 (expected: at most 10^18)
            """)
    void impossibleBudget_isRefused(String id, Long permits, BigDecimal amount, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuotaConfig(id, permits, amount, DAY, null))
                .withMessage(message);
    }

    private static AcquireRequest usd(String amount) {
        return Fixture.one().cost("usd", new BigDecimal(amount));
    }

    private LimiterSnapshot.Budget budget() {
        return fixture.limiter.snapshot().provider().budgets().get(0);
    }
}

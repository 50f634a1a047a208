package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.foundation.config.ConfigurationReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendCapTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant MIDNIGHT = Instant.parse("2026-01-02T00:00:00Z");
    private static final BudgetConfig FIVE =
            BudgetConfig.of(new BigDecimal("5"), DAY).inCalendar("UTC");

    private final Fixture fixture =
            new Fixture(LimitsConfig.of(100, Duration.ZERO).withBudget(FIVE.withEstimate(new BigDecimal("0.5"))));

    @Test
    void billedRequest_isChargedTheEstimate_untilItIsSettled() {
        Permit permit = fixture.take(billed());

        assertThat(left()).isEqualByComparingTo("4.5");
        permit.settle("usd", new BigDecimal("0.0123"));
        assertThat(left()).isEqualByComparingTo("4.9877");
    }

    @Test
    void costThatIsNamed_goesBeforeTheEstimate() {
        fixture.take(billed().cost("usd", new BigDecimal("0.2")));
        fixture.take(Fixture.one().cost("usd", BigDecimal.ZERO).billed());

        assertThat(left()).isEqualByComparingTo("4.8");
    }

    @Test
    void requestThatIsNotBilled_isFree_evenWhenAllIsSpent() {
        fixture.take(billed().cost("usd", new BigDecimal("5")));

        fixture.take();

        assertThat(fixture.refusedNow(billed()).reason()).isEqualTo(RefusalReason.BUDGET);
    }

    @Test
    void refusal_namesSpentCapAndWhenItFrees() {
        fixture.take(billed().cost("usd", new BigDecimal("4.75")));

        PermitUnavailableException refused = catchThrowableOfType(
                PermitUnavailableException.class, () -> fixture.limiter.acquire(billed().within(Duration.ofHours(1))));

        assertThat(refused)
                .hasMessage("exa: budget of 5 usd per 1d: 4.75 spent, 0.5 asked (expected: room, from " + MIDNIGHT
                        + " on)");
        assertThat(refused.budget())
                .contains(new BudgetState(
                        "usd", new BigDecimal("5"), DAY, new BigDecimal("4.75"), new BigDecimal("0.5"), MIDNIGHT));
        assertThat(refused.waitNeeded()).isEqualTo(DAY);
    }

    @Test
    void requestAboveTheCap_isNeverGranted() {
        PermitUnavailableException refused = catchThrowableOfType(
                PermitUnavailableException.class,
                () -> fixture.limiter.acquire(billed().cost("usd", new BigDecimal("6"))));

        assertThat(refused)
                .hasMessage("exa: budget of 5 usd per 1d: 0 spent, 6 asked (expected: no request above the budget)");
    }

    @Test
    void otherRefusals_haveNoBudget() {
        fixture.limiter.reconfigure(LimitsConfig.of(1, Duration.ZERO).withBudget(FIVE));
        fixture.take(billed());

        PermitUnavailableException refused = catchThrowableOfType(
                PermitUnavailableException.class, () -> fixture.limiter.acquire(billed().within(Duration.ZERO)));

        assertThat(refused.reason()).isEqualTo(RefusalReason.CONCURRENCY);
        assertThat(refused.budget()).isEmpty();
    }

    @Test
    void refusal_survivesSerialization() throws Exception {
        fixture.take(billed().cost("usd", new BigDecimal("5")));
        PermitUnavailableException refused = catchThrowableOfType(
                PermitUnavailableException.class, () -> fixture.limiter.acquire(billed().within(Duration.ZERO)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(refused);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((PermitUnavailableException) in.readObject()).budget()).isEqualTo(refused.budget());
        }
    }

    @Test
    void groupApart_spendsFromTheSameBudget() {
        fixture.limiter.reconfigure(LimitsConfig.of(100, Duration.ZERO)
                .withGroups(Map.of("contents", GroupConfig.apart(5)))
                .withBudget(FIVE));
        Permit apart = fixture.take(billed().group("contents").cost("usd", new BigDecimal("3")));
        fixture.take(billed().cost("usd", new BigDecimal("2")));

        assertThat(fixture.refusedNow(billed()).reason()).isEqualTo(RefusalReason.BUDGET);
        assertThat(fixture.refusedNow(billed().group("contents")).reason()).isEqualTo(RefusalReason.BUDGET);
        apart.settle("usd", new BigDecimal("1"));
        assertThat(left()).isEqualByComparingTo("2");
        assertThat(fixture.limiter.snapshot().groups().get("contents").budgets())
                .isEmpty();
    }

    @Test
    void groupThatLeavesItsPlaceApart_isChargedOnce() {
        LimitsConfig config = LimitsConfig.of(100, Duration.ZERO).withBudget(FIVE);
        fixture.limiter.reconfigure(config.withGroups(Map.of("contents", GroupConfig.apart(5))));
        fixture.limiter.reconfigure(config.withGroups(Map.of("contents", GroupConfig.under())));

        fixture.take(billed().group("contents").cost("usd", BigDecimal.ONE));

        assertThat(left()).isEqualByComparingTo("4");
    }

    @Test
    void budgetThatIsTakenAway_stopsNobody() {
        LimitsConfig config = LimitsConfig.of(100, Duration.ZERO).withGroups(Map.of("contents", GroupConfig.apart(5)));
        fixture.limiter.reconfigure(config.withBudget(FIVE));
        fixture.take(billed().cost("usd", new BigDecimal("5")));

        fixture.limiter.reconfigure(config);

        fixture.take(billed());
        fixture.take(billed().group("contents"));
    }

    @Test
    void estimate_changedWhileRequestsAreUnderWay_settlesWhatWasCharged() {
        Permit permit = fixture.take(billed());

        fixture.limiter.reconfigure(
                LimitsConfig.of(100, Duration.ZERO).withBudget(FIVE.withEstimate(new BigDecimal("2"))));
        permit.settle("usd", new BigDecimal("0.1"));

        assertThat(left()).isEqualByComparingTo("4.9");
    }

    @Test
    void acquireAll_chargesEstimates() throws Exception {
        fixture.keep(fixture.limiters.acquireAll(
                Duration.ZERO,
                Entry.of(fixture.limiter, billed()),
                Entry.of(fixture.limiters.limiter("daytona"), billed())));

        assertThat(left()).isEqualByComparingTo("4.5");
        assertThat(fixture.limiters.limiter("daytona").snapshot().totals().spent())
                .containsEntry("usd", new BigDecimal("0.5"));
    }

    @Test
    void estimateLeftOut_isAHundredth_roundedUp() {
        assertThat(FIVE.usualEstimate()).isEqualByComparingTo("0.05");
        assertThat(BudgetConfig.of(new BigDecimal("0.000000150"), DAY).usualEstimate())
                .isEqualByComparingTo("0.000000002");
    }

    @Test
    void file_hasABudget() {
        LimitsConfig config = read("{ usd: 5, per: 1d, calendar: UTC, estimate: 0.02 }");

        assertThat(config.budget())
                .isEqualTo(new BudgetConfig(new BigDecimal("5"), DAY, "UTC", new BigDecimal("0.02")));
        assertThat(read("{ usd: 0.50, per: 12h }").budget())
                .isEqualTo(new BudgetConfig(new BigDecimal("0.50"), Duration.ofHours(12), null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { usd: 0, per: 1d } | budget.usd: 0 (expected: above zero, at most a billion, at most nine decimals)
            { usd: 5, per: 7h, calendar: UTC } | budget.per: '7h': does not divide a day (expected: with a calendar, such as 1h, 6h or 1d)
            { usd: 5, per: 1d, calendar: Utopia } | budget.calendar: 'Utopia': unknown zone (expected: a time zone such as UTC or America/New_York)
            { usd: 5, per: 1d, estimate: 6 } | budget.estimate: 6 (expected: not negative, at most usd, which is 5)
            { usd: 5, per: 1d, eur: 3 } | budget.eur: unknown key
            { usd: five, per: 1d } | budget.usd: 'five'
            { per: 1d } | budget: incomplete (expected: usd as well)
            """)
    void impossibleBudget_isRefusedAtItsKey(String budget, String message) {
        assertThatThrownBy(() -> read(budget)).hasMessageContaining("providers.openrouter.limits." + message);
    }

    @Test
    void budgetBesideAQuotaOfTheSameMoney_isRefused() {
        LimitsConfig config =
                LimitsConfig.of(1, Duration.ZERO).withQuotas(QuotaConfig.budget("usd", BigDecimal.ONE, DAY));

        assertThatThrownBy(() -> config.withBudget(FIVE))
                .hasMessage(
                        "budget: beside a quota of the id usd (expected: one of the two, since both count the same)");
    }

    private static LimitsConfig read(String budget) {
        return ConfigurationReader.of(LimitsConfig.SECTION)
                .providers(Set.of("openrouter"))
                .environment(Map.of())
                .read("test.yaml", "providers: { openrouter: { limits: { budget: " + budget + " } } }")
                .provider("openrouter", LimitsConfig.SECTION);
    }

    private static AcquireRequest billed() {
        return Fixture.one().billed();
    }

    private BigDecimal left() {
        return fixture.limiter.snapshot().provider().budgets().get(0).remaining();
    }
}

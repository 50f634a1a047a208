package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {
    private static final long WINDOW = Duration.ofSeconds(1).toNanos();

    @ParameterizedTest(name = "10 per s, {0} spent at 0, {1} at 400 ms: {2} more at 500 ms wait {3} ms")
    @CsvSource({
        "0, 0, 10, 0",
        "3, 4, 3, 0",
        "3, 4, 4, 500",
        "3, 4, 6, 500",
        "3, 4, 7, 900",
        "3, 4, 10, 900",
        "10, 0, 1, 500",
        "0, 10, 1, 900",
        "10, 0, 0, 0",
        "10, 0, 11, 1500",
        "10, 0, 20, 1500",
        "10, 0, 21, 2500",
    })
    void slidingWindow_waitsForWhatMustLeaveIt(long first, long second, long amount, long waitMillis) {
        Quota quota = sliding(10);
        quota.charge(0, first);
        quota.charge(millis(400), second);

        assertThat(quota.delay(millis(500), amount)).isEqualTo(millis(waitMillis));
    }

    @Test
    void slidingWindow_endsExactlyAfterItsLength() {
        Quota quota = sliding(1);
        quota.charge(0, 1);

        assertThat(quota.delay(WINDOW - 1, 1)).isEqualTo(1);
        assertThat(quota.delay(WINDOW, 1)).isZero();
    }

    @Test
    void refund_givesBackExactlyWhatWasSpent() {
        Quota quota = sliding(3);
        quota.charge(0, 1);
        quota.charge(millis(10), 2);
        quota.refund(millis(20), millis(10), 2);

        assertThat(quota.used(millis(20))).isEqualTo(1);
        assertThat(quota.charged()).isEqualTo(1);
        assertThat(quota.delay(millis(20), 3)).isEqualTo(WINDOW - millis(20));
    }

    @Test
    void refundAfterTheWindow_takesNothingFromOthers() {
        Quota quota = sliding(3);
        quota.charge(0, 2);
        quota.charge(millis(1_500), 2);
        quota.refund(millis(1_600), 0, 2);

        assertThat(quota.used(millis(1_600))).isEqualTo(2);
    }

    @Test
    void hugeQuota_mergesEntries_butNeverExceedsAnyWindow() {
        long permits = 10_000;
        SlidingQuota quota = new SlidingQuota(QuotaConfig.sliding("q", permits, Duration.ofSeconds(1)));
        ArrayDeque<long[]> exact = new ArrayDeque<>();
        Random random = new Random(7);
        long now = 0;
        long inWindow = 0;
        long granted = 0;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt(60_000);
            while (!exact.isEmpty() && now - exact.getFirst()[0] >= WINDOW) {
                inWindow -= exact.removeFirst()[1];
            }
            long amount = 1 + random.nextInt(3);
            if (quota.delay(now, amount) == 0) {
                quota.charge(now, amount);
                exact.addLast(new long[] {now, amount});
                inWindow += amount;
                granted += amount;
            }
            assertThat(inWindow).isLessThanOrEqualTo(permits);
        }
        assertThat(granted).isGreaterThan(now / WINDOW * permits * 99 / 100);
    }

    @Test
    void calendarWindow_endsAtMidnightOfItsZone() {
        VirtualTime time = VirtualTime.manual(); // begins at 2026-01-01T00:00Z
        Quota quota = WindowQuota.of(QuotaConfig.calendar("rpd", 2, Duration.ofDays(1), "UTC"), time);
        time.advance(Duration.ofHours(23));
        quota.charge(time.nanoTime(), 2);

        assertThat(quota.delay(time.nanoTime(), 1))
                .isEqualTo(Duration.ofHours(1).toNanos());
        time.advance(Duration.ofHours(1));

        assertThat(quota.delay(time.nanoTime(), 2)).isZero();
        assertThat(quota.used(time.nanoTime())).isZero();
    }

    @Test
    void calendarDay_isAsLongAsTheZoneSays() {
        VirtualTime time = VirtualTime.manual();
        time.advance(
                Duration.ofDays(86).plusHours(23)); // 2026-03-28T23:00Z: midnight in Berlin, before a day of 23 hours
        Quota quota = WindowQuota.of(QuotaConfig.calendar("rpd", 1, Duration.ofDays(1), "Europe/Berlin"), time);
        quota.charge(time.nanoTime(), 1);

        assertThat(quota.delay(time.nanoTime(), 1))
                .isEqualTo(Duration.ofHours(23).toNanos());
    }

    @Test
    void calendarHours_followTheDay() {
        VirtualTime time = VirtualTime.manual();
        time.advance(Duration.ofMinutes(90));
        Quota quota = WindowQuota.of(QuotaConfig.calendar("rph", 1, Duration.ofHours(1), "UTC"), time);
        quota.charge(time.nanoTime(), 1);

        assertThat(quota.delay(time.nanoTime(), 1))
                .isEqualTo(Duration.ofMinutes(30).toNanos());
    }

    @Test
    void calendarRefund_countsOnlyInTheWindowOfTheCharge() {
        VirtualTime time = VirtualTime.manual();
        Quota quota = WindowQuota.of(QuotaConfig.calendar("rpd", 5, Duration.ofDays(1), "UTC"), time);
        quota.charge(time.nanoTime(), 2);
        quota.refund(time.nanoTime(), time.nanoTime(), 1);
        assertThat(quota.used(time.nanoTime())).isEqualTo(1);
        long before = time.nanoTime();
        time.advance(Duration.ofDays(1));
        quota.charge(time.nanoTime(), 1);
        quota.refund(time.nanoTime(), before, 1);

        assertThat(quota.used(time.nanoTime())).isEqualTo(1);
    }

    @Test
    void weight_isChargedUnlessACostIsNamed() {
        Fixture fixture = new Fixture(LimitsConfig.of(100, Duration.ZERO)
                .withQuotas(
                        QuotaConfig.sliding("requests", 10, Duration.ofSeconds(1)),
                        QuotaConfig.sliding("tokens", 5_000, Duration.ofMinutes(1))));
        fixture.take(AcquireRequest.of(3).cost("tokens", 2_000).cost("images", 7));

        assertThat(fixture.limiter.snapshot().totals().charged())
                .containsEntry("requests", 3L)
                .containsEntry("tokens", 2_000L)
                .hasSize(2);
        assertThat(fixture.limiter.snapshot().provider().quotas())
                .extracting(LimiterSnapshot.Quota::remaining)
                .containsExactly(7L, 3_000L);
    }

    @Test
    void requestAboveTheQuota_isRefusedAtOnce_evenWithoutBound() {
        Fixture fixture = new Fixture(LimitsConfig.of(100, Duration.ZERO)
                .withQuotas(QuotaConfig.sliding("requests", 10, Duration.ofSeconds(1))));

        PermitUnavailableException why = DeadlineTest.refusal(fixture.ask(AcquireRequest.of(11)));

        assertThat(why.reason()).isEqualTo(RefusalReason.EXCEEDS_QUOTA);
        assertThat(why).hasMessage("exa: can never be granted (expected: no more than every quota's permits)");
    }

    @Test
    void boundedWait_countsWhatThoseInFrontWillTake() {
        Fixture fixture = new Fixture(LimitsConfig.of(100, Duration.ZERO)
                .withQuotas(QuotaConfig.sliding("requests", 10, Duration.ofSeconds(1))));
        fixture.take(AcquireRequest.of(10));
        CompletableFuture<Permit> front = fixture.ask(AcquireRequest.of(10));

        CompletableFuture<Permit> refused = fixture.ask(AcquireRequest.of(1).within(Duration.ofMillis(1_999)));
        CompletableFuture<Permit> served = fixture.ask(AcquireRequest.of(1).within(Duration.ofMillis(2_000)));

        assertThat(DeadlineTest.refusal(refused).waitNeeded()).isEqualTo(Duration.ofSeconds(2));
        fixture.advanceMillis(2_000);
        assertThat(front).isCompleted();
        assertThat(served).isCompleted();
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S,", "1, PT0S,", "1, PT-1S,", "1, PT1H, Mars/Olympus", "1, PT7H, UTC", "1, P2D, UTC"})
    void impossibleQuota_isRefused(long permits, Duration per, String calendar) {
        assertThatThrownBy(() -> new QuotaConfig("q", permits, null, per, calendar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    private static Quota sliding(long permits) {
        return new SlidingQuota(QuotaConfig.sliding("q", permits, Duration.ofNanos(WINDOW)));
    }

    private static long millis(long value) {
        return Duration.ofMillis(value).toNanos();
    }
}

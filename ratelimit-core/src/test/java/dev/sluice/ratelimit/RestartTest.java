package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.TimeSource;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One limiters' life after the other on one state file, in virtual time that begins at midnight UTC. */
class RestartTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final QuotaConfig USD = QuotaConfig.budget("usd", new BigDecimal("5"), DAY);
    private static final LimitsConfig FREE = LimitsConfig.of(100, Duration.ZERO);
    private static final LimitsConfig ALL = FREE.withQuotas(
            QuotaConfig.sliding("sliding", 10, DAY),
            QuotaConfig.calendar("daily", 10, DAY, "UTC"),
            QuotaConfig.sliding("rpm", 10, Duration.ofMinutes(1)),
            USD.inCalendar("UTC"));

    private final VirtualTime time = VirtualTime.manual();
    private final ArrayDeque<Runnable> completions = new ArrayDeque<>();
    private LimitsConfig config = ALL;
    private Limiters limiters;

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        if (limiters != null) {
            limiters.close();
        }
    }

    @Test
    void restart_forgetsShortWindowsOnly() {
        start();
        take(usd("1.5"));
        take(usd("0.000000001"));

        restart();

        assertThat(left()).isEqualTo(Map.of("sliding", 8L, "daily", 8L, "rpm", 10L));
        assertThat(money()).isEqualByComparingTo("3.499999999");
        assertThat(limiter().snapshot().totals().charged()).containsEntry("daily", 0L);
    }

    @Test
    void twoLives_addUp() {
        for (int life = 1; life <= 5; life++) {
            restart();
            take(usd("1"));
            take(Fixture.one());
        }
        restart();

        assertThat(left()).containsEntry("sliding", 0L).containsEntry("daily", 0L);
        assertThat(money()).isZero();
        assertThat(limiter().tryAcquire(Fixture.one())).isInstanceOf(TryAcquireResult.Refused.class);
    }

    @Test
    void midnight_endsCalendarWindows_andNotTheOthers() {
        start();
        time.advance(Duration.ofHours(23));
        take(usd("4"));
        time.advance(Duration.ofHours(1).minusNanos(1));
        restart();
        assertThat(left()).containsEntry("sliding", 9L).containsEntry("daily", 9L);
        assertThat(money()).isEqualByComparingTo("1");

        time.advance(Duration.ofNanos(1));
        restart();
        assertThat(left()).containsEntry("sliding", 9L).containsEntry("daily", 10L);
        assertThat(money()).isEqualByComparingTo("5");

        time.advance(Duration.ofHours(23).minusNanos(1));
        restart();
        assertThat(left()).containsEntry("sliding", 9L);
        time.advance(Duration.ofNanos(1));
        assertThat(left()).containsEntry("sliding", 10L);
    }

    @Test
    void midnightWhileDown_isMidnight() {
        start();
        take(usd("5"));
        limiters.close();
        time.advance(DAY);

        start();

        assertThat(money()).isEqualByComparingTo("5");
        take(usd("5"));
    }

    @Test
    void line_isThereBeforeThePermit_inEveryWayToAcquire() throws Exception {
        config = FREE.withQuotas(QuotaConfig.sliding("rpd", 100, DAY));
        start();
        CompletableFuture<Permit> later = new CompletableFuture<>();
        take(Fixture.one());
        assertThat(lines()).hasSize(1);
        limiter().acquire(Fixture.one());
        assertThat(lines()).hasSize(2);
        limiter().acquireAsync(Fixture.one()).whenComplete((permit, failure) -> {
            assertThat(lines()).hasSize(3);
            later.complete(permit);
        });
        assertThat(later).isCompleted();
        limiters.acquireAll(DAY, Entry.of(limiter()), Entry.of(limiters.limiter("exa")));

        assertThat(lines()).hasSize(5);
        assertThat(lines().get(4)).isEqualTo("+ 2026-01-01T00:00:00Z 1 PT24H exa - rpd");
    }

    @Test
    void waiterThatIsGrantedLater_isWrittenWithItsStart() {
        config = LimitsConfig.of(100, Duration.ofSeconds(1)).withQuotas(QuotaConfig.sliding("rpd", 100, DAY));
        start();
        take(Fixture.one());
        CompletableFuture<Permit> waiting = limiter().acquireAsync(Fixture.one());
        assertThat(lines()).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(lines()).hasSize(1);
        time.advance(Duration.ofSeconds(5));

        runCompletions();

        assertThat(waiting).isCompleted();
        assertThat(lines().get(1)).startsWith("+ 2026-01-01T00:00:01Z 1 ");
    }

    @Test
    void grantCancelledBeforeItsCompletion_isNotWritten() {
        CompletableFuture<Permit> waiting = grantWhoseCompletionIsDue(time);
        waiting.cancel(true);
        runCompletions();

        assertThat(lines()).hasSize(1);
        assertThat(left()).containsEntry("rpd", 99L);
    }

    @Test
    void grantCancelledWhileItIsWritten_isTakenBack() {
        ShiftedTime shifted = new ShiftedTime(time, 0, Duration.ZERO);
        CompletableFuture<Permit> waiting = grantWhoseCompletionIsDue(shifted);
        shifted.onInstant(() -> waiting.cancel(true));
        runCompletions();

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(2)).isEqualTo(lines().get(1).replace('+', '-'));
        assertThat(left()).containsEntry("rpd", 99L);
        restart();
        assertThat(left()).containsEntry("rpd", 99L);
    }

    private CompletableFuture<Permit> grantWhoseCompletionIsDue(TimeSource source) {
        config = LimitsConfig.of(1, Duration.ZERO).withQuotas(QuotaConfig.sliding("rpd", 100, DAY));
        start(source);
        Permit first = take(Fixture.one());
        CompletableFuture<Permit> waiting = limiter().acquireAsync(Fixture.one());
        first.close();
        assertThat(completions).hasSize(1);
        return waiting;
    }

    @Test
    void settlements_survive() {
        start();
        take(usd("4")).settle("usd", new BigDecimal("0.5"));
        take(usd("1")).settle("usd", new BigDecimal("1.25"));
        Permit same = take(usd("0.25"));
        same.settle("usd", new BigDecimal("0.25"));
        take(Fixture.one()).settle("daily", 0);

        restart();

        assertThat(money()).isEqualByComparingTo("3");
        assertThat(left()).containsEntry("daily", 7L).containsEntry("sliding", 6L);
    }

    @Test
    void debt_survives() {
        start();
        take(usd("1")).settle("usd", new BigDecimal("7"));
        restart();

        assertThat(money()).isZero();
        assertThat(limiter().tryAcquire(usd("0.1"))).isInstanceOf(TryAcquireResult.Refused.class);
    }

    @Test
    void accountsAndGroups_areKeptApart() {
        config = FREE.withQuotas(QuotaConfig.sliding("rpd", 100, DAY))
                .withGroups(Map.of(
                        "free models", GroupConfig.under(QuotaConfig.sliding("rpd", 100, DAY)),
                        "-", GroupConfig.apart(10, QuotaConfig.sliding("rpd", 100, DAY))));
        start();
        take(Fixture.one());
        take(Fixture.one().group("free models"));
        take(Fixture.one().group("-"));
        take(Fixture.one().group("-"));
        limiters.limiter("openrouter", "second").tryAcquire(AcquireRequest.of(7));
        restart();

        Map<String, LimiterSnapshot.Stage> groups = limiter().snapshot().groups();
        assertThat(left()).containsEntry("rpd", 98L);
        assertThat(groups.get("free models").quotas().get(0).remaining()).isEqualTo(99);
        assertThat(groups.get("-").quotas().get(0).remaining()).isEqualTo(98);
        assertThat(limiters.limiter("openrouter", "second")
                        .snapshot()
                        .provider()
                        .quotas()
                        .get(0)
                        .remaining())
                .isEqualTo(93);
    }

    @Test
    void reconfigure_keepsWhatWasCharged_andBringsBackWhatTheFileKnows() {
        start();
        take(usd("2"));
        limiter().reconfigure(FREE.withQuotas(QuotaConfig.budget("usd", new BigDecimal("9"), DAY)));
        assertThat(money()).isEqualByComparingTo("7");
        limiter().reconfigure(FREE);
        limiter().reconfigure(ALL);

        assertThat(money()).isEqualByComparingTo("3");
        assertThat(left()).containsEntry("daily", 9L).containsEntry("rpm", 10L);
    }

    @Test
    void windowThatBecomesShortAndLongAgain_isNotCountedTwice() {
        config = FREE.withQuotas(QuotaConfig.sliding("q", 100, DAY));
        start();
        take(AcquireRequest.of(10));
        limiter().reconfigure(FREE.withQuotas(QuotaConfig.sliding("q", 100, Duration.ofMinutes(1))));
        limiter().reconfigure(config);

        assertThat(left()).containsEntry("q", 90L);
    }

    @Test
    void otherProcess_hasAnotherMonotonicClock() {
        start();
        take(usd("1"));
        limiters.close();
        time.advance(Duration.ofHours(3));

        start(new ShiftedTime(time, Long.MAX_VALUE - Duration.ofHours(4).toNanos(), Duration.ZERO));

        assertThat(left()).containsEntry("sliding", 9L).containsEntry("daily", 9L);
        time.advance(Duration.ofHours(21).minusNanos(1));
        assertThat(left()).containsEntry("sliding", 9L);
        time.advance(Duration.ofNanos(1));
        assertThat(left()).containsEntry("sliding", 10L);
    }

    @Test
    void clockSetBack_countsLaterChargesAsMadeNow() {
        start();
        time.advance(Duration.ofDays(10));
        take(usd("2"));
        limiters.close();

        start(new ShiftedTime(time, 0, Duration.ofDays(-9)));
        assertThat(left()).containsEntry("sliding", 9L).containsEntry("daily", 9L);
        assertThat(money()).isEqualByComparingTo("3");

        time.advance(DAY.minusNanos(1));
        assertThat(left()).containsEntry("sliding", 9L);
        time.advance(Duration.ofNanos(1));
        assertThat(left()).containsEntry("sliding", 10L).containsEntry("daily", 10L);
    }

    @Test
    void clockSetBackAndRight_holdsNobodyForEver() {
        start();
        time.advance(Duration.ofDays(10));
        take(usd("2"));
        limiters.close();
        start(new ShiftedTime(time, 0, Duration.ofDays(-9)));
        limiters.close();
        time.advance(DAY);

        start(new ShiftedTime(time, 0, Duration.ofDays(-9)));

        assertThat(left()).containsEntry("sliding", 10L).containsEntry("daily", 10L);
    }

    @Test
    void clockSetBackWhileRunning_losesNoCharge() {
        ShiftedTime shifted = new ShiftedTime(time, 0, Duration.ofHours(12));
        start(shifted);
        take(usd("1"));
        shifted.setWall(Duration.ofHours(2));
        take(usd("1"));
        limiters.close();

        start(shifted);

        assertThat(left()).containsEntry("sliding", 8L).containsEntry("daily", 8L);
        assertThat(money()).isEqualByComparingTo("3");
    }

    @Test
    void settleAfterTheEnd_isDropped_andHarmless() {
        start();
        Permit permit = take(usd("4"));
        restart();

        assertThat(permit.settle("usd", 0)).isTrue();
        permit.close();
        restart();

        assertThat(money()).isEqualByComparingTo("1");
    }

    @Test
    void nothingToCharge_writesNothing() {
        config = FREE.withQuotas(USD);
        start();
        take(Fixture.one());
        take(usd("0"));
        take(usd("1")).settle("usd", 1);

        assertThat(lines()).hasSize(1);
    }

    private void restart() {
        if (limiters != null) {
            limiters.close();
        }
        start();
    }

    private void start() {
        start(time);
    }

    private void start(TimeSource source) {
        limiters = Limiters.builder(provider -> config)
                .time(source)
                .executor(completions::add)
                .stateFile(directory.resolve("limits.state"))
                .build();
    }

    private void runCompletions() {
        while (!completions.isEmpty()) {
            completions.remove().run();
        }
    }

    private Limiter limiter() {
        return limiters.limiter("openrouter");
    }

    private Permit take(AcquireRequest request) {
        return ((TryAcquireResult.Granted) limiter().tryAcquire(request)).permit();
    }

    private static AcquireRequest usd(String amount) {
        return Fixture.one().cost("usd", new BigDecimal(amount));
    }

    private Map<String, Long> left() {
        return limiter().snapshot().provider().quotas().stream()
                .collect(Collectors.toMap(LimiterSnapshot.Quota::id, LimiterSnapshot.Quota::remaining));
    }

    private BigDecimal money() {
        return limiter().snapshot().provider().budgets().get(0).remaining();
    }

    private List<String> lines() {
        try {
            List<String> all = Files.readAllLines(directory.resolve("limits.state"));
            return all.subList(1, all.size());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

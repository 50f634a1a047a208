package dev.sluice.ratelimit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ratelimit.spi.Answer.Granted;
import dev.sluice.ratelimit.spi.Answer.Reason;
import dev.sluice.ratelimit.spi.Answer.Refused;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What every {@link LimitBackend} keeps to. A subclass gives one, and moves its clock. */
abstract class LimitBackendContract {
    static final Duration TTL = Duration.ofSeconds(60);
    static final Duration DELAY = Duration.ofMillis(100);
    private static final int STEPS = 250;
    static final StageKey EXA = new StageKey("exa", "");
    static final StageKey DAYTONA = new StageKey("daytona", "");

    private Instance under = fresh();

    /** An empty one, and the clock of its store. */
    abstract Instance fresh();

    final LimitBackend backend() {
        return under.backend();
    }

    final void advance(Duration by) {
        under.advance().accept(by);
    }

    private long nowMicros() {
        return under.nowMicros().getAsLong();
    }

    /**
     * Moved by the test alone.
     *
     * @param advance moves the store's clock
     * @param nowMicros reads it
     */
    record Instance(LimitBackend backend, Consumer<Duration> advance, LongSupplier nowMicros) {}

    /** {@code -Dsluice.seed=N} runs that one alone. */
    @Test
    void randomSchedules_keepEveryPromise() {
        Long only = Long.getLong("sluice.seed");
        long first = only == null ? 1 : only;
        long last = only == null ? first + (Boolean.getBoolean("sluice.nightly") ? 4_000 : 20) - 1 : first;
        int grants = 0;
        for (long seed = first; seed <= last; seed++) {
            long number = seed;
            try {
                grants += new BackendSchedule(fresh(), number).run(STEPS);
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + number + ": " + broken.getMessage(), broken);
            }
        }
        System.out.println("backend schedules: " + (last - first + 1) + " seeds from " + first + ", "
                + (last - first + 1) * STEPS + " steps, " + grants + " grants");
        assertThat(grants).isGreaterThan(STEPS / 10);
    }

    @Test
    void permits_areGrantedUpToTheMost_andRefusedThenUntilOneIsReleased() {
        StageLimits limits = StageLimits.of(EXA, 2, Duration.ZERO);
        ask("a", limits);
        advance(Duration.ofSeconds(5));
        ask("b", limits);

        assertThat(ask("c", limits)).isEqualTo(new Refused(EXA, Reason.CONCURRENCY, Duration.ofSeconds(55)));
        assertThat(release("a", EXA)).isTrue();
        assertThat(ask("c", limits)).isInstanceOf(Granted.class);
        assertThat(counts(limits).inFlight()).isEqualTo(2);
    }

    @Test
    void release_isRepeatable_andOfAStrangeTokenHarmless() {
        StageLimits limits = StageLimits.of(EXA, 1, Duration.ZERO);
        ask("a", limits);

        assertThat(release("a", EXA)).isTrue();
        assertThat(release("a", EXA)).isFalse();
        ask("b", limits);
        assertThat(release("a", EXA)).isFalse();
        assertThat(release("nobody", EXA, DAYTONA)).isFalse();
        assertThat(counts(limits).inFlight()).isEqualTo(1);
    }

    @Test
    void permit_expires_unlessItIsRenewed() {
        StageLimits limits = StageLimits.of(EXA, 2, Duration.ZERO);
        ask("a", limits);
        ask("b", limits);
        advance(Duration.ofSeconds(40));
        assertThat(renew("a", EXA)).isTrue();
        advance(Duration.ofSeconds(20));

        assertThat(counts(limits).inFlight()).isEqualTo(1);
        assertThat(renew("b", EXA)).isFalse();
        assertThat(release("b", EXA)).isFalse();
        assertThat(counts(limits).inFlight()).isEqualTo(1);
        advance(Duration.ofSeconds(40));
        assertThat(counts(limits).inFlight()).isZero();
    }

    @Test
    void renewal_neverShortens_andIsAllOrNothing() {
        StageLimits exa = StageLimits.of(EXA, 1, Duration.ZERO);
        StageLimits daytona = StageLimits.of(DAYTONA, 1, Duration.ZERO);
        ask("a", exa, daytona);
        assertThat(join(backend().renew("a", List.of(EXA), Duration.ofSeconds(1))))
                .isTrue();
        release("a", DAYTONA);
        advance(Duration.ofSeconds(59));
        assertThat(counts(exa).inFlight()).isEqualTo(1);
        assertThat(renew("a", EXA, DAYTONA)).isFalse();
        advance(Duration.ofSeconds(1));

        assertThat(counts(exa).inFlight()).isZero();
    }

    @Test
    void starts_keepTheirDistance_toTheMicrosecond() {
        StageLimits limits = StageLimits.of(EXA, 9, DELAY);
        Granted first = granted(ask("a", limits));
        assertThat(ask("b", limits)).isEqualTo(new Refused(EXA, Reason.PACING, DELAY));
        assertThat(counts(limits).nextStart()).isEqualTo(DELAY);
        advance(DELAY.minusNanos(1_000));
        assertThat(ask("b", limits)).isEqualTo(new Refused(EXA, Reason.PACING, Duration.ofNanos(1_000)));
        advance(Duration.ofNanos(1_000));

        assertThat(granted(ask("b", limits)).stampMicros() - first.stampMicros())
                .isEqualTo(100_000);
    }

    @Test
    void slidingWindow_holdsNoMoreThanItsCapacity_atAnyPosition() {
        WindowLimit window = WindowLimit.sliding("rps", 3, Duration.ofSeconds(1));
        StageLimits limits = StageLimits.of(EXA, 99, Duration.ZERO).withWindows(window);
        charge("a", limits, 2);
        advance(Duration.ofMillis(900));
        charge("b", limits, 1);
        Refused refused = (Refused) charge("c", limits, 1);

        assertThat(refused.reason()).isEqualTo(Reason.QUOTA);
        assertThat(refused.waitNeeded()).isBetween(Duration.ofMillis(100), Duration.ofNanos(100_245_000));
        advance(refused.waitNeeded());
        assertThat(charge("c", limits, 2)).isInstanceOf(Granted.class);
        assertThat(charge("d", limits, 1)).isInstanceOf(Refused.class);
        assertThat(counts(limits).used()).isEqualTo(Map.of("rps", 3L));
    }

    @Test
    void calendarWindow_startsAtMidnightOfItsOffset() {
        WindowLimit window = new WindowLimit("rpd", 2, Duration.ofDays(1), ZoneOffset.ofHours(2));
        StageLimits limits = StageLimits.of(EXA, 99, Duration.ZERO).withWindows(window);
        charge("a", limits, 2);
        Refused refused = (Refused) charge("b", limits, 1);
        advance(refused.waitNeeded());

        assertThat((nowMicros() / 1_000_000 + 7_200) % 86_400).isZero();
        assertThat(charge("b", limits, 2)).isInstanceOf(Granted.class);
        assertThat(((Refused) charge("c", limits, 1)).waitNeeded()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void refusedAsk_leavesEveryCountAsItWas() {
        WindowLimit window = WindowLimit.sliding("rps", 9, Duration.ofSeconds(1));
        StageLimits free = StageLimits.of(EXA, 9, DELAY).withWindows(window);
        StageLimits full = StageLimits.of(DAYTONA, 1, Duration.ZERO);
        ask("a", full);
        List<StageCounts> before = join(backend().snapshot(List.of(free, full)));

        assertThat(((Refused) ask("b", free, full)).stage()).isEqualTo(DAYTONA);
        assertThat(((Refused) ask("c", full, free)).stage()).isEqualTo(DAYTONA);

        assertThat(join(backend().snapshot(List.of(free, full)))).isEqualTo(before);
        assertThat(ask("d", free)).isInstanceOf(Granted.class);
    }

    @Test
    void askRepeatedWithItsToken_getsTheSameGrant_andIsChargedOnce() {
        StageLimits limits =
                StageLimits.of(EXA, 1, DELAY).withWindows(WindowLimit.sliding("rps", 1, Duration.ofSeconds(1)));
        Answer first = charge("a", limits, 1);
        advance(Duration.ofMillis(10));

        assertThat(charge("a", limits, 1)).isEqualTo(first);
        assertThat(counts(limits).used()).isEqualTo(Map.of("rps", 1L));
        assertThat(counts(limits).inFlight()).isEqualTo(1);
    }

    @Test
    void reserve_isForTheCriticalAlone() {
        StageLimits limits = StageLimits.of(EXA, 3, Duration.ZERO).withReserveCritical(1);
        ask("a", limits);
        ask("b", limits);

        assertThat(((Refused) ask("c", limits)).reason()).isEqualTo(Reason.CONCURRENCY);
        assertThat(join(backend().ask(new Ask("d", List.of(new Part(limits, true, Map.of())), TTL))))
                .isInstanceOf(Granted.class);
        assertThat(counts(limits).lowerInFlight()).isEqualTo(2);
        release("d", EXA);
        assertThat(((Refused) ask("e", limits)).reason()).isEqualTo(Reason.CONCURRENCY);
        release("a", EXA);
        assertThat(ask("e", limits)).isInstanceOf(Granted.class);
    }

    @Test
    void pause_holdsEveryStart_andIsOnlyProlonged() {
        StageLimits limits = StageLimits.of(EXA, 9, DELAY);
        join(backend().pause(EXA, Duration.ofSeconds(3)));
        join(backend().pause(EXA, Duration.ofSeconds(1)));

        assertThat(ask("a", limits)).isEqualTo(new Refused(EXA, Reason.PAUSED, Duration.ofSeconds(3)));
        assertThat(counts(limits).paused()).isEqualTo(Duration.ofSeconds(3));
        advance(Duration.ofSeconds(3));
        assertThat(ask("a", limits)).isInstanceOf(Granted.class);
    }

    @Test
    void settlement_correctsTheWindow_asLongAsItRemembersTheStart() {
        WindowLimit window = WindowLimit.sliding("tokens", 100, Duration.ofSeconds(1));
        StageLimits limits = StageLimits.of(EXA, 9, Duration.ZERO).withWindows(window);
        Granted grant = granted(charge("a", limits, 80));

        settle(new Settlement(EXA, window, grant.stampMicros(), 80, 30));
        assertThat(counts(limits).used()).isEqualTo(Map.of("tokens", 30L));
        settle(new Settlement(EXA, window, grant.stampMicros(), 30, 150));
        assertThat(counts(limits).used()).isEqualTo(Map.of("tokens", 150L));
        assertThat(charge("b", limits, 1)).isInstanceOf(Refused.class);
        advance(Duration.ofMillis(1_001));
        settle(new Settlement(EXA, window, grant.stampMicros(), 150, 999));

        assertThat(counts(limits).used()).isEqualTo(Map.of("tokens", 0L));
    }

    @Test
    void settlementRepeated_creditsNoMoreThanWasCharged_andAFullWindowHoldsOnlyWhoChargesIt() {
        WindowLimit window = WindowLimit.sliding("tokens", 100, Duration.ofSeconds(1));
        StageLimits limits = StageLimits.of(EXA, 9, Duration.ZERO).withWindows(window);
        Granted grant = granted(charge("a", limits, 80));

        settle(new Settlement(EXA, window, grant.stampMicros(), 80, 0));
        settle(new Settlement(EXA, window, grant.stampMicros(), 80, 0));
        assertThat(counts(limits).used()).isEqualTo(Map.of("tokens", 0L));
        settle(new Settlement(EXA, window, grant.stampMicros(), 0, 500));

        assertThat(charge("b", limits, 1)).isInstanceOf(Refused.class);
        assertThat(ask("b", limits)).isInstanceOf(Granted.class);
    }

    @Test
    void settlementOfACalendarWindow_countsWithinIt() {
        WindowLimit window = new WindowLimit("usd", 1_000, Duration.ofDays(1), ZoneOffset.UTC);
        StageLimits limits = StageLimits.of(EXA, 9, Duration.ZERO).withWindows(window);
        Granted grant =
                granted(join(backend().ask(new Ask("a", List.of(new Part(limits, false, Map.of("usd", 900L))), TTL))));
        settle(new Settlement(EXA, window, grant.stampMicros(), 900, 100));
        assertThat(counts(limits).used()).isEqualTo(Map.of("usd", 100L));
        advance(Duration.ofDays(1));
        settle(new Settlement(EXA, window, grant.stampMicros(), 100, 900));

        assertThat(counts(limits).used()).isEqualTo(Map.of("usd", 0L));
    }

    @Test
    void processesWithOtherWindows_doNotForgetForEachOther() {
        StageLimits longer = StageLimits.of(EXA, 99, Duration.ZERO)
                .withWindows(WindowLimit.sliding("rps", 2, Duration.ofSeconds(10)));
        StageLimits shorter = StageLimits.of(EXA, 99, Duration.ZERO)
                .withWindows(WindowLimit.sliding("rps", 2, Duration.ofSeconds(1)));
        charge("a", longer, 2);
        advance(Duration.ofSeconds(5));
        charge("b", shorter, 1);
        advance(Duration.ofSeconds(2));

        assertThat(charge("c", longer, 1)).isInstanceOf(Refused.class);
    }

    final Answer ask(String token, StageLimits... stages) {
        List<Part> parts = Arrays.stream(stages)
                .map(limits -> new Part(limits, false, Map.of()))
                .toList();
        return join(backend().ask(new Ask(token, parts, TTL)));
    }

    private Answer charge(String token, StageLimits limits, long amount) {
        String id = limits.windows().get(0).id();
        return join(backend().ask(new Ask(token, List.of(new Part(limits, false, Map.of(id, amount))), TTL)));
    }

    private void settle(Settlement settlement) {
        join(backend().settle(settlement));
    }

    private boolean release(String token, StageKey... stages) {
        return join(backend().release(token, List.of(stages)));
    }

    private boolean renew(String token, StageKey... stages) {
        return join(backend().renew(token, List.of(stages), TTL));
    }

    final StageCounts counts(StageLimits limits) {
        return join(backend().snapshot(List.of(limits))).get(0);
    }

    static Granted granted(Answer answer) {
        assertThat(answer).isInstanceOf(Granted.class);
        return (Granted) answer;
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}

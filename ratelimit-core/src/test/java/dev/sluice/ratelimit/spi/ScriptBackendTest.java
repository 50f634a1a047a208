package dev.sluice.ratelimit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ratelimit.spi.Answer.Granted;
import dev.sluice.ratelimit.spi.Answer.Reason;
import dev.sluice.ratelimit.spi.Answer.Refused;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The contract, kept by the very script that a Redis would run. */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "the script runs in an interpreter of its own")
class ScriptBackendTest extends LimitBackendContract {
    /** 2026-11-21T10:00:00Z, by the store's clock; this process's own clock plays no part. */
    static final long START_MICROS = 1_795_255_200_000_000L;

    private FakeRedis redis;

    @Override
    Instance fresh() {
        FakeRedis server = new FakeRedis(ScriptBackend.script(), START_MICROS);
        redis = server;
        return new Instance(new ScriptBackend(server), server::move, server::now);
    }

    @Test
    void clockSetBack_neverShortensADistance_norBlocksForLongerThanOne() {
        StageLimits limits = StageLimits.of(EXA, 9, DELAY);
        ask("a", limits);
        advance(Duration.ofHours(-1));

        assertThat(ask("b", limits)).isEqualTo(new Refused(EXA, Reason.PACING, DELAY));
        advance(DELAY);
        assertThat(ask("b", limits)).isInstanceOf(Granted.class);
    }

    @Test
    void clockSetBackOverMidnight_letsTheBegunWindowGoOn() {
        WindowLimit window = new WindowLimit("rpd", 2, Duration.ofDays(1), ZoneOffset.UTC);
        StageLimits limits = StageLimits.of(EXA, 9, Duration.ZERO).withWindows(window);
        Ask two = new Ask("a", List.of(new Part(limits, false, Map.of("rpd", 2L))), TTL);
        join(backend().ask(two));
        advance(Duration.ofHours(-11)); // from 10:00 to 23:00 of the day before

        assertThat(join(backend().ask(new Ask("b", two.parts(), TTL))))
                .isEqualTo(new Refused(EXA, Reason.QUOTA, Duration.ofHours(25)));
    }

    @Test
    void whatLeftTheWindow_isForgotten() {
        WindowLimit window = WindowLimit.sliding("rps", 1_000, Duration.ofSeconds(1));
        StageLimits limits = StageLimits.of(EXA, 1_000, Duration.ZERO).withWindows(window);
        for (int i = 0; i < 50; i++) {
            join(backend().ask(new Ask("t" + i, List.of(new Part(limits, false, Map.of("rps", 1L))), TTL)));
            advance(Duration.ofMillis(1));
        }
        int full = redis.fields();
        advance(Duration.ofMillis(990));
        counts(limits);

        assertThat(full - redis.fields()).isBetween(35, 45);
    }

    @Test
    void unusedKeys_vanish_usedOnesDoNot() {
        WindowLimit window = WindowLimit.sliding("rps", 2, Duration.ofHours(5));
        StageLimits limits = StageLimits.of(EXA, 9, DELAY).withWindows(window);
        ask("a", limits);
        join(backend()
                .ask(new Ask(
                        "b",
                        List.of(new Part(StageLimits.of(EXA, 9, Duration.ZERO), false, Map.of())),
                        Duration.ofMillis(1))));
        advance(Duration.ofSeconds(30));
        assertThat(counts(limits).inFlight()).as("a shorter life beside it").isEqualTo(1);
        advance(Duration.ofDays(2));

        assertThat(redis.size()).isZero();
    }
}

package dev.sluice.ratelimit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ratelimit.spi.Answer.Granted;
import dev.sluice.ratelimit.spi.Answer.Reason;
import dev.sluice.ratelimit.spi.Answer.Refused;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One random schedule of a backend beside its model: every answer is checked, and every refusal waited for. */
final class BackendSchedule {
    private static final List<StageLimits> STAGES = List.of(
            StageLimits.of(new StageKey("exa", ""), 3, Duration.ofMillis(1))
                    .withReserveCritical(1)
                    .withWindows(
                            WindowLimit.sliding("rps", 5, Duration.ofMillis(50)),
                            WindowLimit.sliding("tokens", 40, Duration.ofSeconds(1))),
            StageLimits.of(new StageKey("exa", "contents"), Integer.MAX_VALUE, Duration.ZERO)
                    .withWindows(WindowLimit.sliding("rps", 3, Duration.ofMillis(20))),
            StageLimits.of(new StageKey("daytona", ""), 2, Duration.ofMillis(7)),
            StageLimits.of(new StageKey("openrouter", ""), 4, Duration.ofNanos(500_000))
                    .withWindows(new WindowLimit("rpd", 8, Duration.ofSeconds(1), ZoneOffset.ofHours(2))));

    private final LimitBackendContract.Instance under;
    private final Random random;
    private final BackendModel model = new BackendModel();
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> settled = new HashSet<>();
    private int grants;

    BackendSchedule(LimitBackendContract.Instance under, long seed) {
        this.under = under;
        this.random = new Random(seed);
    }

    /** Returns how many asks were granted. */
    int run(int steps) {
        for (int i = 0; i < steps; i++) {
            int kind = random.nextInt(100);
            if (kind < 45) {
                ask();
            } else if (kind < 65) {
                advance(Duration.ofNanos(1_000L * (1 + random.nextInt(1 << (1 + random.nextInt(15))))));
            } else if (kind < 67) {
                advance(Duration.ofMillis(random.nextInt(2_500)));
            } else if (kind < 69) {
                StageKey key = STAGES.get(random.nextInt(STAGES.size())).key();
                Duration pause = Duration.ofMillis(1 + random.nextInt(20));
                LimitBackendContract.join(under.backend().pause(key, pause));
                model.paused(key, now() + pause.toNanos() / 1_000);
            } else if (!tokens.isEmpty()) {
                touch(tokens.get(random.nextInt(tokens.size())), kind);
            }
        }
        return grants;
    }

    private void ask() {
        Ask ask = randomAsk();
        Answer answer = answerTo(ask);
        if (answer instanceof Refused refused) {
            assertThat(model.objections(ask.parts(), now(), true))
                    .as("refused for nothing: %s to %s", refused, ask)
                    .isNotEmpty();
            if (random.nextInt(4) == 0 && refused.waitNeeded().compareTo(Duration.ofSeconds(3)) < 0) {
                waitFor(ask, refused);
            }
        } else if (random.nextInt(5) == 0) {
            assertThat(answerTo(ask)).as("asked again").isEqualTo(answer);
        }
    }

    /** A microsecond too early is too early; then only somebody's permit can be in the way. */
    private void waitFor(Ask ask, Refused refused) {
        advance(refused.waitNeeded().minusNanos(1_000));
        assertThat(answerTo(ask)).as("a microsecond too early").isInstanceOf(Refused.class);
        advance(Duration.ofNanos(1_000));
        if (answerTo(ask) instanceof Refused again) {
            assertThat(again.reason()).as("waited for %s", refused).isEqualTo(Reason.CONCURRENCY);
        }
    }

    private Answer answerTo(Ask ask) {
        boolean repeated = model.isHeld(ask.token(), now());
        List<StageCounts> before = counts();
        Answer answer = LimitBackendContract.join(under.backend().ask(ask));
        if (answer instanceof Granted granted && !repeated) {
            assertThat(model.objections(ask.parts(), now(), false))
                    .as("granted %s", ask)
                    .isEmpty();
            assertThat(granted.stampMicros()).isEqualTo(now());
            model.granted(ask, now());
            tokens.add(ask.token());
            grants++;
        } else {
            assertThat(counts()).as("nothing changed by %s", answer).isEqualTo(before);
        }
        return answer;
    }

    private void touch(String token, int kind) {
        boolean isHeld = model.isHeld(token, now());
        if (kind < 85) {
            List<StageKey> stages = isHeld ? stages(token) : allKeys();
            assertThat(LimitBackendContract.join(under.backend().release(token, stages)))
                    .as("release of %s", token)
                    .isEqualTo(isHeld);
            model.released(token);
        } else if (kind < 92) {
            Duration ttl = Duration.ofMillis(1 + random.nextInt(60));
            List<StageKey> stages = isHeld ? stages(token) : allKeys();
            assertThat(LimitBackendContract.join(under.backend().renew(token, stages, ttl)))
                    .as("renewal of %s", token)
                    .isEqualTo(isHeld);
            if (isHeld) {
                model.renewed(token, now() + ttl.toNanos() / 1_000);
            }
        } else if (isHeld && settled.add(token)) {
            settle(token);
        }
        checkCounts();
    }

    private void settle(String token) {
        for (Part part : model.parts(token)) {
            for (WindowLimit window : part.limits().windows()) {
                long charged = part.charge(window);
                Settlement settlement = new Settlement(
                        part.limits().key(), window, model.stamp(token), charged, random.nextLong(charged + 1));
                LimitBackendContract.join(under.backend().settle(settlement));
                model.settled(settlement);
            }
        }
    }

    private void checkCounts() {
        List<StageCounts> counts = counts();
        for (int i = 0; i < STAGES.size(); i++) {
            StageKey key = STAGES.get(i).key();
            assertThat(counts.get(i).inFlight()).as("in flight at %s", key).isEqualTo(model.permits(key, now(), false));
            assertThat(counts.get(i).lowerInFlight()).isEqualTo(model.permits(key, now(), true));
            for (WindowLimit window : STAGES.get(i).windows()) {
                assertThat(counts.get(i).used().get(window.id()))
                        .as("used of %s %s", key, window)
                        .isBetween(model.used(key, window, now(), false), model.used(key, window, now(), true));
            }
        }
    }

    private Ask randomAsk() {
        List<StageLimits> stages = new ArrayList<>(STAGES);
        Collections.shuffle(stages, random);
        boolean critical = random.nextInt(3) == 0;
        List<Part> parts = new ArrayList<>();
        for (StageLimits limits : stages.subList(0, 1 + random.nextInt(3))) {
            Map<String, Long> charges = new HashMap<>();
            for (WindowLimit window : limits.windows()) {
                charges.put(window.id(), random.nextLong(1 + window.capacity() / 2));
            }
            parts.add(new Part(limits, critical, charges));
        }
        return new Ask("t" + tokens.size() + "-" + random.nextInt(), parts, Duration.ofMillis(2 + random.nextInt(80)));
    }

    private List<StageKey> stages(String token) {
        return model.parts(token).stream().map(part -> part.limits().key()).toList();
    }

    private static List<StageKey> allKeys() {
        return STAGES.stream().map(StageLimits::key).toList();
    }

    private List<StageCounts> counts() {
        return LimitBackendContract.join(under.backend().snapshot(STAGES));
    }

    private void advance(Duration by) {
        under.advance().accept(by);
    }

    private long now() {
        return under.nowMicros().getAsLong();
    }
}

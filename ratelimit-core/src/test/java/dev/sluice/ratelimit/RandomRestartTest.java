package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schedules on two limiters side by side: one that lives on, and one that is closed and opened on its state file at random. They must
 * answer the same. Time goes in steps longer than what a state file merges.
 */
class RandomRestartTest {
    private static final int SEEDS = 20;
    private static final int OPERATIONS = 300;
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    @Test
    void limiterThatIsRestarted_answersAsOneThatIsNot() {
        long granted = 0;
        long restarts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Schedule schedule = new Schedule(seed, directory.resolve("state" + seed));
            try {
                schedule.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            granted += schedule.granted;
            restarts += schedule.restarts;
        }

        assertThat(granted).isGreaterThan(SEEDS * OPERATIONS / 10);
        assertThat(restarts).isGreaterThan(SEEDS * 5);
    }

    /** A permit of each, settled alike; after a restart the second cannot be settled in the file any more. */
    private record Pair(Permit living, Permit restarted, int life) {}

    private static final class Schedule {
        private final Random random;
        private final Path file;
        private final VirtualTime time = VirtualTime.manual();
        private final ArrayDeque<Runnable> completions = new ArrayDeque<>();
        private final List<Pair> held = new ArrayList<>();
        private final LimitsConfig config;
        private final Limiters living;
        private Limiters restarted;
        private int granted;
        private int restarts;

        private Schedule(long seed, Path file) {
            this.random = new Random(seed);
            this.file = file;
            this.config = randomConfig();
            this.living = Limiters.builder(provider -> config)
                    .time(time)
                    .executor(completions::add)
                    .build();
            this.restarted = open();
        }

        private Limiters open() {
            return Limiters.builder(provider -> config)
                    .time(new ShiftedTime(time, random.nextLong() >> 1, Duration.ZERO))
                    .executor(completions::add)
                    .stateFile(file)
                    .build();
        }

        private LimitsConfig randomConfig() {
            QuotaConfig budget = QuotaConfig.budget("usd", BigDecimal.valueOf(1 + random.nextInt(5)), DAY);
            return LimitsConfig.of(1_000, Duration.ZERO)
                    .withQuotas(
                            QuotaConfig.sliding("rpd", 20 + random.nextInt(50), DAY),
                            QuotaConfig.calendar("daily", 20 + random.nextInt(50), DAY, "Europe/Berlin"),
                            random.nextBoolean() ? budget : budget.inCalendar("UTC"))
                    .withGroups(Map.of(
                            "under", GroupConfig.under(QuotaConfig.sliding("rph", 5, Duration.ofHours(1))),
                            "apart", GroupConfig.apart(1_000, QuotaConfig.calendar("rpd", 9, DAY, "UTC"))));
        }

        private void run() {
            for (int i = 0; i < OPERATIONS; i++) {
                step(random.nextInt(100));
                checkSame();
            }
            living.close();
            restarted.close();
        }

        private void step(int dice) {
            if (dice < 40) {
                acquire(randomRequest());
            } else if (dice < 50) {
                cancel(randomRequest());
            } else if (dice < 65) {
                settle();
            } else if (dice < 69) {
                restart(); // few: each forces a file to disk
            } else {
                time.advance(STEP.multipliedBy(1 + random.nextInt(dice < 90 ? 10 : 1_000)));
            }
        }

        private void acquire(AcquireRequest request) {
            TryAcquireResult one = limiter(living).tryAcquire(request);
            TryAcquireResult other = limiter(restarted).tryAcquire(request);
            if (one instanceof TryAcquireResult.Granted mine && other instanceof TryAcquireResult.Granted theirs) {
                held.add(new Pair(mine.permit(), theirs.permit(), restarts));
                granted++;
                if (random.nextBoolean()) {
                    mine.permit().close();
                    theirs.permit().close();
                }
            } else {
                assertThat(other).as("same answer").isEqualTo(one);
            }
        }

        /** A grant that waited for a pause to end, and is cancelled before it is told. */
        private void cancel(AcquireRequest request) {
            List<CompletableFuture<Permit>> futures = new ArrayList<>();
            for (Limiters limiters : List.of(living, restarted)) {
                limiter(limiters)
                        .feedback(ServerFeedback.pause(
                                Target.account(), time.instant().plus(STEP)));
                futures.add(limiter(limiters).acquireAsync(request.within(STEP)));
            }
            time.advance(STEP);
            futures.forEach(future -> future.cancel(true));
            while (!completions.isEmpty()) {
                completions.remove().run();
            }
        }

        private void settle() {
            if (held.isEmpty()) {
                return;
            }
            Pair pair = held.remove(random.nextInt(held.size()));
            if (pair.life == restarts) {
                String kind = List.of("rpd", "daily", "usd").get(random.nextInt(3));
                BigDecimal actual = kind.equals("usd")
                        ? BigDecimal.valueOf(random.nextInt(1_000_000), 6)
                        : BigDecimal.valueOf(random.nextInt(6));
                assertThat(pair.restarted.settle(kind, actual)).isEqualTo(pair.living.settle(kind, actual));
            }
        }

        private void restart() {
            restarted.close();
            restarted = open();
            restarts++;
        }

        private void checkSame() {
            LimiterSnapshot one = limiter(living).snapshot();
            LimiterSnapshot other = limiter(restarted).snapshot();
            assertThat(other.provider().quotas()).isEqualTo(one.provider().quotas());
            assertThat(other.provider().budgets()).isEqualTo(one.provider().budgets());
            one.groups()
                    .forEach((group, stage) -> assertThat(
                                    other.groups().get(group).quotas())
                            .as(group)
                            .isEqualTo(stage.quotas()));
        }

        private AcquireRequest randomRequest() {
            AcquireRequest request = AcquireRequest.of(1 + random.nextInt(3));
            request = switch (random.nextInt(4)) {
                case 0 -> request.group("under");
                case 1 -> request.group("apart");
                default -> request;
            };
            request = random.nextBoolean() ? request.cost("daily", random.nextInt(5)) : request;
            return random.nextBoolean()
                    ? request.cost("usd", BigDecimal.valueOf(random.nextInt(1_000_000), 6))
                    : request;
        }

        private static Limiter limiter(Limiters limiters) {
            return limiters.limiter("openrouter");
        }
    }
}

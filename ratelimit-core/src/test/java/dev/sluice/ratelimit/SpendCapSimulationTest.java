package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bots that spend at random, in virtual time, with restarts in between: what was really spent in a window passes the cap by no more than what calls that
 * were under way when the last one of it was let through cost above their estimates.
 */
class SpendCapSimulationTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final BigDecimal CAP = new BigDecimal("5");
    private static final BigDecimal ESTIMATE = new BigDecimal("0.25");

    @TempDir
    Path directory;

    private final VirtualTime time = VirtualTime.manual();
    private final List<Spent> history = new ArrayList<>();
    private final List<UnderWay> underWay = new ArrayList<>();
    private Limiters limiters;
    private int refused;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void slidingCap_holdsInEveryWindow(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        start();
        for (int step = 0; step < 400; step++) {
            int what = random.nextInt(100);
            if (what < 55) {
                ask(random);
            } else if (what < 85) {
                end(random);
            } else if (what < 97) {
                time.advance(Duration.ofMinutes(random.nextInt(240)));
            } else {
                restart();
            }
            assertThat(counted()).as("seed %d, step %d", seed, step).isEqualByComparingTo(charged());
        }
        limiters.close();

        assertThat(refused).as("seed %d: the cap is reached", seed).isPositive();
        BigDecimal aboveSinceGrant = BigDecimal.ZERO;
        for (Spent last : history) {
            aboveSinceGrant = last.aboveEstimate ? aboveSinceGrant.add(last.amount) : BigDecimal.ZERO;
            BigDecimal window = spentBetween(last.nanos - DAY.toNanos(), last.nanos, last);
            assertThat(window).as("seed %d", seed).isLessThanOrEqualTo(CAP.add(aboveSinceGrant));
        }
    }

    private void start() {
        limiters = Limiters.builder(provider -> LimitsConfig.of(100, Duration.ZERO)
                        .withBudget(BudgetConfig.of(CAP, DAY).withEstimate(ESTIMATE)))
                .time(time)
                .stateFile(directory.resolve("state"))
                .build();
    }

    /** Those under way are never settled: their estimates stay. */
    private void restart() {
        limiters.close();
        underWay.clear();
        start();
    }

    private void ask(SplittableRandom random) {
        TryAcquireResult result =
                limiters.limiter("openrouter").tryAcquire(AcquireRequest.one().billed());
        if (result instanceof TryAcquireResult.Granted granted) {
            Spent spent = new Spent(time.nanoTime(), ESTIMATE, false);
            history.add(spent);
            underWay.add(new UnderWay(granted.permit(), spent));
        } else {
            assertThat(charged().add(ESTIMATE)).isGreaterThan(CAP);
            refused++;
        }
    }

    /** Costs from nothing to twice the estimate. */
    private void end(SplittableRandom random) {
        if (underWay.isEmpty()) {
            return;
        }
        UnderWay call = underWay.remove(random.nextInt(underWay.size()));
        BigDecimal actual = BigDecimal.valueOf(random.nextInt(500_001), 6);
        call.permit.settle("usd", actual);
        call.permit.close();
        BigDecimal above = actual.subtract(ESTIMATE).max(BigDecimal.ZERO);
        call.spent.amount = actual.min(ESTIMATE);
        if (above.signum() > 0) {
            history.add(new Spent(time.nanoTime(), above, true)); // charged when it is known
        }
    }

    private BigDecimal charged() {
        return spentBetween(time.nanoTime() - DAY.toNanos(), time.nanoTime(), null);
    }

    /** @param last nothing that came after it, even at the same instant; null for no such end */
    private BigDecimal spentBetween(long after, long until, @Nullable Spent last) {
        int end = last == null ? history.size() : history.indexOf(last) + 1;
        return history.subList(0, end).stream()
                .filter(spent -> spent.nanos - after > 0 && spent.nanos - until <= 0)
                .map(spent -> spent.amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal counted() {
        BigDecimal left = limiters.limiter("openrouter")
                .snapshot()
                .provider()
                .budgets()
                .get(0)
                .remaining();
        return left.signum() == 0 ? charged().max(CAP) : CAP.subtract(left);
    }

    private static final class Spent {
        private final long nanos;
        private final boolean aboveEstimate;
        private BigDecimal amount;

        private Spent(long nanos, BigDecimal amount, boolean aboveEstimate) {
            this.nanos = nanos;
            this.aboveEstimate = aboveEstimate;
            this.amount = amount;
        }
    }

    private record UnderWay(Permit permit, Spent spent) {}
}

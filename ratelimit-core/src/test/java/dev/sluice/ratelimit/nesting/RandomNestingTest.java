package dev.sluice.ratelimit.nesting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Entry;
import dev.sluice.ratelimit.GroupConfig;
import dev.sluice.ratelimit.LeaseRequest;
import dev.sluice.ratelimit.LimitScope;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.PermitUnavailableException;
import dev.sluice.ratelimit.Priority;
import dev.sluice.ratelimit.RefusalReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads that nest at random, without any bound on waiting: whoever is not refused gets on, and nothing is left. */
@Timeout(300)
class RandomNestingTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = Boolean.getBoolean("sluice.nightly") ? 100_000 : 600;
    private static final int DEEPEST = 4;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final AtomicLong deadlocks = new AtomicLong();
    private final AtomicLong granted = new AtomicLong();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private static LimitsConfig config(int room) {
        return LimitsConfig.of(room, Duration.ZERO)
                .withLeases(Map.of("boxes", room))
                .withGroups(
                        Map.of("under", new GroupConfig(false, 1, null, List.of()), "apart", GroupConfig.apart(room)));
    }

    private static AcquireRequest request(Random random) {
        AcquireRequest request = AcquireRequest.one().priority(Priority.values()[random.nextInt(3)]);
        return switch (random.nextInt(6)) {
            case 0 -> request.group("under");
            case 1 -> request.group("apart");
            case 2 -> request.scope(LimitScope.ofThread());
            default -> request;
        };
    }

    /** Opens something, does the same inside, closes. */
    private void nest(Limiters limiters, Random random, int depth) throws Exception {
        Limiter limiter = limiters.limiter(List.of("a", "b", "c").get(random.nextInt(3)));
        try (AutoCloseable open = open(limiters, limiter, random)) {
            granted.incrementAndGet();
            boolean leaf = open instanceof Permit;
            for (int i = random.nextInt(3); i > 0 && !leaf && depth < DEEPEST; i--) {
                nest(limiters, random, depth + 1);
            }
        }
    }

    private static AutoCloseable open(Limiters limiters, Limiter limiter, Random random) throws InterruptedException {
        return switch (random.nextInt(6)) {
            case 0, 1 -> limiter.hold(request(random));
            case 2 -> limiter.lease(LeaseRequest.of("boxes"));
            case 3 ->
                limiters.acquireAll(
                        Duration.ofDays(1),
                        Entry.of(limiters.limiter("a")),
                        Entry.of(limiters.limiter("b")),
                        Entry.of(limiters.limiter("c")));
            default -> limiter.acquire(request(random));
        };
    }

    private Void work(Limiters limiters, int seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            try {
                nest(limiters, random, 0);
            } catch (PermitUnavailableException refused) {
                assertThat(refused.reason()).isEqualTo(RefusalReason.WOULD_DEADLOCK);
                deadlocks.incrementAndGet();
            }
            if (seed == 0 && i % 50 == 0) {
                limiters.limiter("b").reconfigure(config(1 + random.nextInt(3)));
            }
        }
        return null;
    }

    @Test
    void randomNestings_onManyThreads_allEnd() throws Exception {
        Limiters limiters = Limiters.create(provider -> config(2), TimeSource.system());
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            all.add(pool.submit(() -> work(limiters, seed)));
        }
        for (Future<Void> one : all) {
            one.get(290, TimeUnit.SECONDS);
        }

        System.out.println("nesting at random: " + granted + " granted, " + deadlocks + " refused as deadlocks");
        assertThat(deadlocks.get()).isPositive();
        for (String name : List.of("a", "b", "c")) {
            LimiterSnapshot end = limiters.limiter(name).snapshot();
            assertThat(end.provider().inFlight()).isZero();
            assertThat(end.provider().queueLength()).isZero();
            assertThat(end.leases().get("boxes").inFlight()).isZero();
            end.groups().values().forEach(group -> assertThat(group.inFlight()).isZero());
        }
    }
}

package dev.sluice.ratelimit.nesting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Lease;
import dev.sluice.ratelimit.LeaseRequest;
import dev.sluice.ratelimit.LimitScope;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.PermitUnavailableException;
import dev.sluice.ratelimit.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocking code on real threads: an agent that has a sandbox and wants the model, a trader that has the model and wants a sandbox. */
@Timeout(60)
class BlockingNestingTest {
    private static final int ROUNDS = Boolean.getBoolean("sluice.nightly") ? 20_000 : 300;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final CyclicBarrier bothHaveTheirFirst = new CyclicBarrier(2);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private static Limiters room(int units) {
        return Limiters.create(
                provider -> LimitsConfig.of(units, Duration.ZERO).withLeases(Map.of("sandboxes", units)),
                TimeSource.system());
    }

    private String agent(Limiters limiters) throws Exception {
        try (Lease sandbox = limiters.limiter("daytona").lease(LeaseRequest.of("sandboxes"))) {
            bothHaveTheirFirst.await();
            try (Permit call = limiters.limiter("openrouter").acquire(AcquireRequest.one())) {
                return sandbox.kind() + " " + call.waited().isNegative();
            }
        }
    }

    private String trader(Limiters limiters) throws Exception {
        Limiter model = limiters.limiter("openrouter");
        try (Lease hold = model.hold(AcquireRequest.one())) {
            model.acquire(AcquireRequest.one()).close();
            bothHaveTheirFirst.await();
            try (Lease sandbox = limiters.limiter("daytona").lease(LeaseRequest.of("sandboxes"));
                    Permit call = model.acquire(AcquireRequest.one())) {
                return hold.kind() + " " + sandbox.kind() + " " + call.waited().isNegative();
            }
        }
    }

    private List<CompletableFuture<String>> both(Limiters limiters) {
        return List.of(run(() -> agent(limiters)), run(() -> trader(limiters)));
    }

    private CompletableFuture<String> run(Callable<String> work) {
        CompletableFuture<String> end = new CompletableFuture<>();
        Future<?> started = pool.submit(() -> {
            try {
                end.complete(work.call());
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
        });
        assertThat(started).isNotNull();
        return end;
    }

    @Test
    void withRoom_bothNestingsFinish() throws Exception {
        try (Limiters limiters = room(2)) {
            for (int i = 0; i < ROUNDS; i++) {
                for (CompletableFuture<String> end : both(limiters)) {
                    assertThat(end.get(30, TimeUnit.SECONDS)).endsWith("false");
                }
            }
        }
    }

    @Test
    void withRoomForOneEach_exactlyOneIsRefusedAtOnce_andTheOtherFinishes() throws Exception {
        try (Limiters limiters = room(1)) {
            for (int i = 0; i < ROUNDS; i++) {
                List<CompletableFuture<String>> ends = both(limiters);
                List<Throwable> refusals = ends.stream()
                        .map(end -> end.handle((value, failure) -> failure)
                                .orTimeout(30, TimeUnit.SECONDS)
                                .join())
                        .flatMap(Stream::ofNullable)
                        .toList();

                assertThat(refusals).hasSize(1);
                assertThat(refusals.get(0))
                        .isInstanceOfSatisfying(
                                PermitUnavailableException.class,
                                why -> assertThat(why.reason()).isEqualTo(RefusalReason.WOULD_DEADLOCK));
                assertThat(refusals.get(0)).hasMessageMatching(EVERYTHING);
            }
            assertThat(limiters.limiter("openrouter").snapshot().provider().inFlight())
                    .isZero();
            assertThat(limiters.limiter("daytona")
                            .snapshot()
                            .leases()
                            .get("sandboxes")
                            .inFlight())
                    .isZero();
        }
    }

    /** Both parties, what each holds and since where, what each wants and where; in either order. */
    private static final String EVERYTHING = "(?s)(?=.*" + party("daytona/sandboxes", "agent", "openrouter", "agent")
            + ")(?=.*" + party("openrouter/hold", "trader", "daytona/sandboxes", "trader") + ").*";

    private static String party(String held, String since, String wanted, String at) {
        String place = "\\(%s dev\\.sluice\\.ratelimit\\.nesting\\.BlockingNestingTest\\.%s"
                + "\\(BlockingNestingTest\\.java:\\d+\\)\\)";
        return "scope pool-\\d+-thread-\\d holds " + held + " " + String.format(place, "since", since) + " and wants "
                + wanted + " " + String.format(place, "at", at);
    }

    @Test
    void leaseHandedToAnotherThread_belongsToNoScope_andProvesNothing() throws Exception {
        try (Limiters limiters = room(1)) {
            Limiter box = limiters.limiter("daytona");
            LeaseRequest loose = LeaseRequest.of("sandboxes").scope(LimitScope.none());
            Lease handedOver = box.lease(loose);
            Future<?> other = pool.submit(() -> {
                while (box.snapshot().leases().get("sandboxes").queueLength() == 0) {
                    Thread.onSpinWait();
                }
                handedOver.close();
            });

            box.lease(loose).close();

            other.get(30, TimeUnit.SECONDS);
            assertThat(handedOver.scope()).isNull();
        }
    }
}

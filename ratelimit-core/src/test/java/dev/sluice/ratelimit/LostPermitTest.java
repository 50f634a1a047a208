package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.TimeSource;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is held is dropped on purpose; the garbage collector's part is awaited by asking for it again, never by sleeping. */
class LostPermitTest {
    private final VirtualTime time = VirtualTime.manual();
    private final List<String> leaked = new CopyOnWriteArrayList<>();
    private final List<String> reclaimed = new CopyOnWriteArrayList<>();
    private final LimiterListener listener = new LimiterListener() {
        @Override
        public void onLeaked(String limiter, String callSite) {
            leaked.add(callSite.equals("not recorded") ? limiter : callSite);
        }
    };
    private Limiters limiters = limiters(LimitsConfig.of(2, Duration.ZERO));

    @AfterEach
    void close() {
        limiters.close();
    }

    @Test
    void lostPermit_isGivenToWhoWaits_andReported() {
        Limiter limiter = limiters.limiter("exa");
        lose(limiter, 2);
        CompletableFuture<Permit> waiting = limiter.acquireAsync(AcquireRequest.one());
        assertThat(waiting).isNotDone();

        collectUntil(waiting::isDone);

        collectUntil(() -> leaked.size() == 2);
        assertThat(leaked).containsOnly("exa");
        assertThat(limiter.snapshot().provider().inFlight()).isEqualTo(1);
        waiting.join().close();
        assertThat(limiter.snapshot().provider().inFlight()).isZero();
    }

    @Test
    void lostPermitOfAQuotaedGroup_isTakenBackWhereItWasCounted() {
        limiters = limiters(LimitsConfig.of(2, Duration.ZERO)
                .withQuotas(QuotaConfig.sliding("rpd", 100, Duration.ofDays(1)))
                .withGroups(Map.of("model", new GroupConfig(false, 1, null, List.of()))));
        Limiter limiter = limiters.limiter("exa");
        assertThat(limiter.tryAcquire(AcquireRequest.one().group("model")))
                .isInstanceOf(TryAcquireResult.Granted.class);
        CompletableFuture<Permit> waiting =
                limiter.acquireAsync(AcquireRequest.one().group("model"));

        collectUntil(waiting::isDone);

        assertThat(limiter.snapshot().groups().get("model").inFlight()).isEqualTo(1);
        assertThat(limiter.snapshot().totals().charged()).containsEntry("rpd", 2L);
        waiting.join().close();
    }

    @Test
    void lostLease_runsItsReclaimFirst() throws Exception {
        limiters = limiters(LimitsConfig.of(2, Duration.ZERO).withLeases(Map.of("sandboxes", 1)));
        Limiter limiter = limiters.limiter("daytona");
        loseLease(limiter, time);
        CompletableFuture<Lease> waiting = limiter.leaseAsync(LeaseRequest.of("sandboxes"));

        collectUntil(waiting::isDone);

        assertThat(reclaimed).containsExactly("deleted at 0");
        collectUntil(() -> leaked.contains("daytona/sandboxes"));
        waiting.join().close();
    }

    @Test
    void heldPermit_isNeverTakenBack() {
        Limiter limiter = limiters.limiter("exa");
        Permit first = ((TryAcquireResult.Granted) limiter.tryAcquire(AcquireRequest.one())).permit();
        Permit second = ((TryAcquireResult.Granted) limiter.tryAcquire(AcquireRequest.one())).permit();
        CompletableFuture<Permit> waiting = limiter.acquireAsync(AcquireRequest.one());

        for (int i = 0; i < 5; i++) {
            System.gc();
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(waiting).isNotDone();
        first.close();
        second.close();
        assertThat(waiting).isCompleted();
        assertThat(leaked).isEmpty();
    }

    /** One reference watches over permits that were given out one after the other, so that it costs next to nothing. */
    @Test
    void lostPermit_isFoundOnceItsNeighboursAreClosed() {
        Limiter limiter = limiters.limiter("exa");
        List<Permit> held = new ArrayList<>();
        held.add(((TryAcquireResult.Granted) limiter.tryAcquire(AcquireRequest.one())).permit());
        lose(limiter, 1);
        CompletableFuture<Permit> one = limiter.acquireAsync(AcquireRequest.one());
        CompletableFuture<Permit> two = limiter.acquireAsync(AcquireRequest.one());

        held.remove(0).close();
        collectUntil(two::isDone);

        assertThat(one).isCompleted();
        collectUntil(() -> leaked.size() == 1);
        one.join().close();
        two.join().close();
        assertThat(limiter.snapshot().provider().inFlight()).isZero();
    }

    private static void lose(Limiter limiter, int permits) {
        for (int i = 0; i < permits; i++) {
            assertThat(limiter.tryAcquire(AcquireRequest.one())).isInstanceOf(TryAcquireResult.Granted.class);
        }
    }

    private void loseLease(Limiter limiter, TimeSource clock) throws InterruptedException {
        Lease lost = limiter.lease(LeaseRequest.of("sandboxes")
                .onReclaim(() -> reclaimed.add("deleted at " + clock.nanoTime() / 1_000_000_000_000L)));
        assertThat(lost.kind()).isEqualTo("sandboxes");
    }

    private Limiters limiters(LimitsConfig config) {
        return Limiters.builder(provider -> config)
                .time(time)
                .executor(Runnable::run)
                .listener(listener)
                .build();
    }

    /** While anybody waits, limiters look for what is lost once a second. */
    private void collectUntil(BooleanSupplier condition) {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            System.gc();
            time.advance(Duration.ofSeconds(1));
            Thread.yield();
        }
        assertThat(condition.getAsBoolean()).as("found lost").isTrue();
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final LeaseRequest BOX = LeaseRequest.of("sandboxes");

    private final Fixture fixture =
            new Fixture(LimitsConfig.of(1, Duration.ZERO).withLeases(Map.of("sandboxes", 2)));
    private final List<String> reclaimed = new ArrayList<>();

    @Test
    void leases_areNeverMoreThanConfigured() {
        Lease first = lease("one");
        lease("two");
        CompletableFuture<Lease> third = fixture.limiter.leaseAsync(BOX);

        assertThat(third).isNotCompleted();
        first.close();
        first.close();

        assertThat(third).isCompleted();
        assertThat(third.join().kind()).isEqualTo("sandboxes");
        assertThat(fixture.limiter.snapshot().leases().get("sandboxes").inFlight())
                .isEqualTo(2);
    }

    @Test
    void lease_takesNothingOfThePermits() {
        lease("one");

        fixture.take();

        assertThat(fixture.limiter.snapshot().totals().granted()).isEqualTo(1);
    }

    @Test
    void closingTheLimiters_reclaimsWhatIsStillHeld_once() {
        Lease ended = lease("ended");
        Lease kept = lease("kept");
        ended.close();

        fixture.limiters.close();
        fixture.limiters.close();
        kept.close();

        assertThat(reclaimed).containsExactly("kept");
    }

    @Test
    void reclaimThatThrows_doesNotKeepTheOthersFromTheirs() {
        fixture.keep(fixture.limiter.leaseAsync(BOX.onReclaim(() -> {
            throw new IllegalStateException("no such sandbox");
        })));
        lease("two");

        assertThatThrownBy(fixture.limiters::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no such sandbox");

        assertThat(reclaimed).containsExactly("two");
    }

    @Test
    void unknownKind_isAnError_notAWait() {
        assertThatThrownBy(() -> fixture.limiter.lease(LeaseRequest.of("boats")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lease boats: not configured for exa (expected one of [sandboxes])");
    }

    @Test
    void kindThatIsConfiguredAway_refusesItsWaiters() {
        lease("one");
        lease("two");
        CompletableFuture<Lease> waiting = fixture.limiter.leaseAsync(BOX);

        fixture.limiter.reconfigure(LimitsConfig.of(1, Duration.ZERO));

        assertThat(DeadlineTest.refusal(waiting).reason()).isEqualTo(RefusalReason.NOT_CONFIGURED);
        assertThat(fixture.limiter.snapshot().leases().get("sandboxes").inFlight())
                .isEqualTo(2);
    }

    @Test
    void boundedWait_isRefusedInTime() {
        lease("one");
        lease("two");
        CompletableFuture<Lease> waiting = fixture.limiter.leaseAsync(BOX.within(Duration.ofSeconds(1)));
        fixture.advanceMillis(1_000);

        PermitUnavailableException why = DeadlineTest.refusal(waiting);
        assertThat(why.limiter()).isEqualTo("exa/sandboxes");
        assertThat(why.reason()).isEqualTo(RefusalReason.CONCURRENCY);
    }

    @Test
    void cancelledWaiter_leavesTheQueue() {
        Lease first = lease("one");
        lease("two");
        CompletableFuture<Lease> cancelled = fixture.limiter.leaseAsync(BOX);
        CompletableFuture<Lease> next = fixture.limiter.leaseAsync(BOX);
        cancelled.cancel(true);

        first.close();

        assertThat(next).isCompleted();
    }

    private Lease lease(String name) {
        CompletableFuture<Lease> lease = fixture.limiter.leaseAsync(BOX.onReclaim(() -> reclaimed.add(name)));
        assertThat(lease).isCompleted();
        return fixture.keep(lease.join());
    }
}

package dev.sluice.ratelimit.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.ratelimit.Lease;
import dev.sluice.ratelimit.LeaseRequest;
import dev.sluice.ratelimit.LimitsConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A lease is closed by its owner while the limiters close: reclaimed or closed, and given back once. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "its owner was first")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "reclaimed")
@Outcome(expect = FORBIDDEN, desc = "given back twice, or still held")
public class LeaseOrReclaim extends Contended {
    private final AtomicInteger reclaimed = new AtomicInteger();
    private final Lease lease = limiter.leaseAsync(LeaseRequest.of("boxes").onReclaim(reclaimed::incrementAndGet))
            .join();

    public LeaseOrReclaim() {
        super(LimitsConfig.of(1, Duration.ZERO).withLeases(Map.of("boxes", 1)));
    }

    @Actor
    public void close() {
        lease.close();
    }

    @Actor
    public void shut() {
        limiters.close();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = reclaimed.get();
        result.r2 = Math.abs(limiter.snapshot().leases().get("boxes").inFlight());
    }
}

package dev.sluice.ratelimit.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The permit comes back while the one who waits for it goes away: cancelled or served, never both, and the permit is never lost. */
@JCStressTest
@State
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "cancelled; the permit is free")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "served; after its close the permit is free")
@Outcome(expect = FORBIDDEN, desc = "a permit lost, or given twice")
public class CloseOrCancel extends Contended {
    private final Permit held = take(limiter);
    private final CompletableFuture<Permit> waiter = limiter.acquireAsync(AcquireRequest.one());

    public CloseOrCancel() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    @Actor
    public void close() {
        held.close();
    }

    @Actor
    public void cancel(III_Result result) {
        result.r1 = waiter.cancel(true) ? 1 : 0;
    }

    @Arbiter
    public void look(III_Result result) {
        result.r2 = inFlight();
        closeIfServed(waiter);
        result.r3 = freePermits();
    }
}

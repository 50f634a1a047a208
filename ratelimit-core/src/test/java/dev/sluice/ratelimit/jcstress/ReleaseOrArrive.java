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
import org.openjdk.jcstress.infra.results.II_Result;

/** The permit comes back just when somebody begins to wait for it: no wake-up is lost. */
@JCStressTest
@State
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "served")
@Outcome(expect = FORBIDDEN, desc = "waits though the permit is free")
public class ReleaseOrArrive extends Contended {
    private final Permit held = take(limiter);
    private volatile CompletableFuture<Permit> waiter = new CompletableFuture<>();

    public ReleaseOrArrive() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    @Actor
    public void release() {
        held.close();
    }

    @Actor
    public void arrive() {
        waiter = limiter.acquireAsync(AcquireRequest.one());
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = isServed(waiter);
        result.r2 = inFlight();
    }
}

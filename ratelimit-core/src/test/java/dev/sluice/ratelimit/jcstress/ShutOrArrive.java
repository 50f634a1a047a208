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

/** The limiters close just when somebody begins to wait: refused, and not left waiting. */
@JCStressTest
@State
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "refused")
@Outcome(expect = FORBIDDEN, desc = "waits for ever, or is served by closed limiters")
public class ShutOrArrive extends Contended {
    private final Permit held = take(limiter);
    private volatile CompletableFuture<Permit> waiter = new CompletableFuture<>();

    public ShutOrArrive() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    @Actor
    public void shut() {
        limiters.close();
    }

    @Actor
    public void arrive() {
        waiter = limiter.acquireAsync(AcquireRequest.one());
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = waiter.isDone() ? 1 : 0;
        result.r2 = isServed(waiter);
        held.close();
    }
}

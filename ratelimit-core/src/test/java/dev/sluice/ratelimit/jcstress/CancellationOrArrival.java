package dev.sluice.ratelimit.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Cancellation;
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

/** A {@code Cancellation} is cancelled just when somebody begins to wait with it: one of the two sees the other, and nobody waits on. */
@JCStressTest
@State
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "withdrawn")
@Outcome(expect = FORBIDDEN, desc = "waits for ever, or is served though the permit is held")
public class CancellationOrArrival extends Contended {
    private final Cancellation opening = new Cancellation();
    private final Permit held = take(limiter);
    private volatile CompletableFuture<Permit> waiter = new CompletableFuture<>();

    public CancellationOrArrival() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    @Actor
    public void cancel() {
        opening.cancel();
    }

    @Actor
    public void arrive() {
        waiter = limiter.acquireAsync(AcquireRequest.one().cancelledBy(opening));
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = waiter.isDone() ? 1 : 0;
        result.r2 = isServed(waiter);
        result.r3 = limiter.snapshot().provider().queueLength();
        held.close();
    }
}

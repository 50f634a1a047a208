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

/** The limit shrinks while a permit comes back: the waiter is served under the old limit or waits under the new one. */
@JCStressTest
@State
@Outcome(
        id = "0, 1, 1",
        expect = ACCEPTABLE,
        desc = "shrunk first: the waiter waits until the other permit is back, too")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "released first: served under the old limit")
@Outcome(expect = FORBIDDEN, desc = "more permits than either limit allows, or one lost")
public class ReloadOrRelease extends Contended {
    private final Permit one = take(limiter);
    private final Permit other = take(limiter);
    private final CompletableFuture<Permit> waiter = limiter.acquireAsync(AcquireRequest.one());

    public ReloadOrRelease() {
        super(LimitsConfig.of(2, Duration.ZERO));
    }

    @Actor
    public void reload() {
        limiter.reconfigure(LimitsConfig.of(1, Duration.ZERO));
    }

    @Actor
    public void release() {
        one.close();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = isServed(waiter);
        result.r2 = inFlight();
        other.close();
        waiter.join().close();
        result.r3 = freePermits();
    }
}

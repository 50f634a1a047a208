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

/** Two threads close one permit: it comes back once, so that one of two waiters is served. */
@JCStressTest
@State
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "given back once")
@Outcome(expect = FORBIDDEN, desc = "given back twice, or not at all")
public class CloseOrClose extends Contended {
    private final Permit held = take(limiter);
    private final CompletableFuture<Permit> first = limiter.acquireAsync(AcquireRequest.one());
    private final CompletableFuture<Permit> second = limiter.acquireAsync(AcquireRequest.one());

    public CloseOrClose() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    @Actor
    public void close() {
        held.close();
    }

    @Actor
    public void closeToo() {
        held.close();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = isServed(first);
        result.r2 = isServed(second);
        result.r3 = inFlight();
    }
}

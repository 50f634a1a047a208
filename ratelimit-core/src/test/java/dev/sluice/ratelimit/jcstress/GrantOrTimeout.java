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
import org.openjdk.jcstress.infra.results.IIII_Result;

/** The permit comes back at the very moment the waiter's bound ends: served or refused, and no timer is left. */
@JCStressTest
@State
@Outcome(id = "1, 1, 1, 0", expect = ACCEPTABLE, desc = "served in time")
@Outcome(id = "0, 0, 1, 0", expect = ACCEPTABLE, desc = "refused; the permit is free")
@Outcome(expect = FORBIDDEN, desc = "a permit lost, given twice, or a timer left")
public class GrantOrTimeout extends Contended {
    private final Permit held = take(limiter);
    private final CompletableFuture<Permit> waiter =
            limiter.acquireAsync(AcquireRequest.one().within(Duration.ofSeconds(1)));

    public GrantOrTimeout() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    @Actor
    public void close() {
        held.close();
    }

    @Actor
    public void timeOut() {
        time.advance(Duration.ofSeconds(1));
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = isServed(waiter);
        result.r2 = inFlight();
        closeIfServed(waiter);
        result.r3 = freePermits();
        result.r4 = time.scheduledTasks();
    }
}

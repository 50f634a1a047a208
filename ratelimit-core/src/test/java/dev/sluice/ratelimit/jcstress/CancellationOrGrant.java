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
import org.openjdk.jcstress.infra.results.IIIII_Result;

/** The permit comes back while the {@code Cancellation} of two who wait for it is cancelled: the first is served or not, the second never. */
@JCStressTest
@State
@Outcome(id = "1, 0, 1, 0, 0", expect = ACCEPTABLE, desc = "the first was served before, the second withdrawn")
@Outcome(id = "0, 0, 1, 0, 0", expect = ACCEPTABLE, desc = "both withdrawn; the permit is free")
@Outcome(expect = FORBIDDEN, desc = "one served because the other left, a permit lost, or somebody left waiting")
public class CancellationOrGrant extends Contended {
    private final Cancellation opening = new Cancellation();
    private final Permit held = take(limiter);
    private final CompletableFuture<Permit> first = ask();
    private final CompletableFuture<Permit> second = ask();

    public CancellationOrGrant() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    private CompletableFuture<Permit> ask() {
        return limiter.acquireAsync(
                AcquireRequest.one().within(Duration.ofSeconds(1)).cancelledBy(opening));
    }

    @Actor
    public void close() {
        held.close();
    }

    @Actor
    public void cancel() {
        opening.cancel();
    }

    @Arbiter
    public void look(IIIII_Result result) {
        result.r1 = isServed(first);
        result.r2 = isServed(second);
        result.r4 = (first.isDone() ? 0 : 1) + (second.isDone() ? 0 : 1);
        closeIfServed(first);
        closeIfServed(second);
        result.r3 = freePermits();
        result.r5 = time.scheduledTasks();
    }
}

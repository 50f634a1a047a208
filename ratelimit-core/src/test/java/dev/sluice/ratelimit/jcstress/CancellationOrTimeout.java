package dev.sluice.ratelimit.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Cancellation;
import dev.sluice.ratelimit.LimiterSnapshot;
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

/** The bound of two waiters ends while their {@code Cancellation} is cancelled: each ends once, refused or withdrawn, and no timer is left. */
@JCStressTest
@State
@Outcome(id = "2, 0, 2, 0", expect = ACCEPTABLE, desc = "both ended, each once")
@Outcome(expect = FORBIDDEN, desc = "somebody served or left waiting, counted twice, or a timer left")
public class CancellationOrTimeout extends Contended {
    private final Cancellation opening = new Cancellation();
    private final Permit held = take(limiter);
    private final CompletableFuture<Permit> first = ask();
    private final CompletableFuture<Permit> second = ask();

    public CancellationOrTimeout() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    private CompletableFuture<Permit> ask() {
        return limiter.acquireAsync(
                AcquireRequest.one().within(Duration.ofSeconds(1)).cancelledBy(opening));
    }

    @Actor
    public void cancel() {
        opening.cancel();
    }

    @Actor
    public void timeOut() {
        time.advance(Duration.ofSeconds(1));
    }

    @Arbiter
    public void look(IIII_Result result) {
        LimiterSnapshot.Totals totals = limiter.snapshot().totals();
        result.r1 = (first.isDone() ? 1 : 0) + (second.isDone() ? 1 : 0);
        result.r2 = isServed(first) + isServed(second);
        result.r3 = (int) (totals.refused() + totals.abandoned());
        result.r4 = time.scheduledTasks();
        held.close();
    }
}

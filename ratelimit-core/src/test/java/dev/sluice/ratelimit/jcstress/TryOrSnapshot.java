package dev.sluice.ratelimit.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.ratelimit.LimitsConfig;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A snapshot beside a grant shows it in flight or not; the total may lag behind by what is just being given out. */
@JCStressTest
@State
@Outcome(id = "1, 0, 0, 1", expect = ACCEPTABLE, desc = "before")
@Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "after")
@Outcome(id = "1, 1, 0, 1", expect = ACCEPTABLE, desc = "decided, and just being given out")
@Outcome(expect = FORBIDDEN, desc = "counted before it was decided, or not at all")
public class TryOrSnapshot extends Contended {

    public TryOrSnapshot() {
        super(LimitsConfig.of(1, Duration.ZERO));
    }

    @Actor
    public void grant(IIII_Result result) {
        result.r1 = tryOnce();
    }

    @Actor
    public void snapshot(IIII_Result result) {
        LimiterSnapshot snapshot = limiter.snapshot();
        result.r2 = snapshot.provider().inFlight();
        result.r3 = (int) snapshot.totals().granted();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r4 = inFlight();
    }
}

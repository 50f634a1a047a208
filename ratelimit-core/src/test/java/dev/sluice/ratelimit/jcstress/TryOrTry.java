package dev.sluice.ratelimit.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.ratelimit.LimitsConfig;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads try for one pacing slot, with concurrency to spare. */
@JCStressTest
@State
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the first got it")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the second got it")
@Outcome(expect = FORBIDDEN, desc = "two starts closer than the min-delay, or none")
public class TryOrTry extends Contended {

    public TryOrTry() {
        super(LimitsConfig.of(9, Duration.ofSeconds(1)));
    }

    @Actor
    public void first(III_Result result) {
        result.r1 = tryOnce();
    }

    @Actor
    public void second(III_Result result) {
        result.r2 = tryOnce();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r3 = inFlight();
    }
}

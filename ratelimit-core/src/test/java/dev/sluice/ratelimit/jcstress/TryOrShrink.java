package dev.sluice.ratelimit.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The limit shrinks beside a try: the permit was given before the shrink, or is not given. */
@JCStressTest
@State
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "given before the shrink")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "refused after the shrink")
@Outcome(id = "0, 2", expect = FORBIDDEN, desc = "a permit lost")
@Outcome(id = "1, 1", expect = FORBIDDEN, desc = "given after the shrink, under the limit before it")
@Outcome(expect = FORBIDDEN)
public class TryOrShrink extends Contended {
    private final Permit held = take(limiter);

    public TryOrShrink() {
        super(LimitsConfig.of(2, Duration.ZERO));
    }

    @Actor
    public void take(II_Result result) {
        result.r1 = tryOnce();
    }

    @Actor
    public void shrinkAndLook(II_Result result) {
        limiter.reconfigure(LimitsConfig.of(1, Duration.ZERO));
        result.r2 = inFlight();
        held.waited(); // still held
    }
}

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

/** A min-delay comes into force beside a grant: the grant stands, and the next one keeps its distance from it. */
@JCStressTest
@State
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "granted, and the next is refused")
@Outcome(expect = FORBIDDEN, desc = "a grant that the new limits do not know of")
public class TryOrReload extends Contended {

    public TryOrReload() {
        super(LimitsConfig.of(9, Duration.ZERO));
    }

    @Actor
    public void grant(III_Result result) {
        result.r1 = tryOnce();
    }

    @Actor
    public void reload() {
        limiter.reconfigure(LimitsConfig.of(9, Duration.ofSeconds(1)));
    }

    @Arbiter
    public void look(III_Result result) {
        result.r2 = inFlight();
        result.r3 = tryOnce();
    }
}

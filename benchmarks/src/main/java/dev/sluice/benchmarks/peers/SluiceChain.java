package dev.sluice.benchmarks.peers;

import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.QuotaConfig;
import java.time.Duration;

/** One limiter. */
public final class SluiceChain implements Chain<Permit> {
    /** How much of a core is given where starts are to be accurate: more than the machine's timers are late. */
    public static final Duration SPIN = Duration.ofNanos(200_000);

    private static final AcquireRequest REQUEST = AcquireRequest.one();

    private final Limiters limiters;
    private final Limiter limiter;

    private SluiceChain(Limiters.Builder builder) {
        limiters = builder.build();
        limiter = limiters.limiter("benchmark");
    }

    /** As a user gets it who chooses nothing. */
    public static SluiceChain of(Limits limits) {
        return new SluiceChain(builder(limits));
    }

    /** With another clock, and so much of a core given for the accuracy of starts. */
    public static SluiceChain of(Limits limits, TimeSource time, Duration spin) {
        return new SluiceChain(builder(limits).time(time).spin(spin));
    }

    /** With {@link #SPIN}. */
    static SluiceChain spinning(Limits limits) {
        return of(limits, TimeSource.system(), SPIN);
    }

    /** With futures completed by the thread that grants them, so that a measurement ends where the grant does. */
    public static SluiceChain completingInPlace(Limits limits) {
        return new SluiceChain(builder(limits).executor(Runnable::run));
    }

    static Limiters.Builder builder(Limits limits) {
        return Limiters.builder(provider -> config(limits));
    }

    private static LimitsConfig config(Limits limits) {
        LimitsConfig config = LimitsConfig.of(limits.permits(), limits.delay());
        return limits.hasQuota()
                ? config.withQuotas(QuotaConfig.sliding("quota", limits.quotaPerSecond(), Duration.ofSeconds(1)))
                : config;
    }

    /** What this chain acquires from, for what peers cannot do. */
    public Limiter limiter() {
        return limiter;
    }

    @Override
    public Permit acquire() throws InterruptedException {
        return limiter.acquire(REQUEST);
    }

    @Override
    public void release(Permit held) {
        held.close();
    }

    @Override
    public void close() {
        limiters.close();
    }
}

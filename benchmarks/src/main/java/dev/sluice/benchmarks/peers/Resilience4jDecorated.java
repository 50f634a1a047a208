package dev.sluice.benchmarks.peers;

import java.util.concurrent.Callable;

/** What {@link Contender#RESILIENCE4J} does, composed as Resilience4j's documentation composes it: decorators around the work. */
public final class Resilience4jDecorated {
    private final Callable<Boolean> call;

    private Resilience4jDecorated(Callable<Boolean> call) {
        this.call = call;
    }

    /** One provider. */
    public static Resilience4jDecorated one(Limits limits) {
        return new Resilience4jDecorated(new Resilience4jChain(limits).decorated(() -> Boolean.TRUE));
    }

    /** Two providers, one call inside the other. */
    public static Resilience4jDecorated two(Limits limits) {
        return new Resilience4jDecorated(new Resilience4jChain(limits).decorated(one(limits).call));
    }

    /** One admission and its release, nothing between. */
    public Object pass() throws Exception {
        return call.call();
    }
}

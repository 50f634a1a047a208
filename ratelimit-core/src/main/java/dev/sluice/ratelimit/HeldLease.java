package dev.sluice.ratelimit;

import java.time.Duration;

/** A lease's grant in its owner's hands. */
final class HeldLease implements Lease {
    private final Engine engine;
    private final Grant grant;
    private final String kind;

    HeldLease(Engine engine, Grant grant, String kind) {
        this.engine = engine;
        this.grant = grant;
        this.kind = kind;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void close() {
        engine.release(grant);
    }

    @Override
    public Duration waited() {
        return grant.waited();
    }

    @Override
    public String toString() {
        return "lease of " + grant.account().name() + "/" + kind;
    }
}

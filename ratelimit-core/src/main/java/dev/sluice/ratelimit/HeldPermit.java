package dev.sluice.ratelimit;

import java.time.Duration;

/** A grant in its user's hands. */
final class HeldPermit implements Permit {
    private final Engine engine;
    private final Grant grant;

    HeldPermit(Engine engine, Grant grant) {
        this.engine = engine;
        this.grant = grant;
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
        return "permit of " + grant.account().name();
    }
}

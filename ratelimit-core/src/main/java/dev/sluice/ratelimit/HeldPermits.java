package dev.sluice.ratelimit;

import java.time.Duration;
import java.util.List;

/** Permits of one composed grant. */
record HeldPermits(List<Permit> permits) implements Permits {
    HeldPermits {
        permits = List.copyOf(permits);
    }

    @Override
    public void close() {
        permits.forEach(Permit::close);
    }

    @Override
    public Duration waited() {
        return permits.get(0).waited();
    }
}

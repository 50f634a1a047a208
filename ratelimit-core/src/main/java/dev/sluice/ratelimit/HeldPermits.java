package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Permits of one composed grant. */
final class HeldPermits implements Permits {
    private final List<HeldPermit> permits;

    HeldPermits(List<HeldPermit> permits) {
        this.permits = permits;
    }

    @Override
    public List<Permit> permits() {
        return List.copyOf(permits);
    }

    @Override
    public void close() {
        for (HeldPermit permit : permits) {
            permit.close();
        }
    }

    @Override
    public boolean settle(String kind, long actual) {
        throw notAlone();
    }

    @Override
    public boolean settle(String kind, BigDecimal actual) {
        throw notAlone();
    }

    private static UnsupportedOperationException notAlone() {
        return new UnsupportedOperationException("permits: settled together (expected: settle one of permits())");
    }

    @Override
    public Duration waited() {
        return permits.get(0).waited();
    }
}

package dev.sluice.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A lease's grant in its owner's hands. */
final class HeldLease implements Lease {
    private final HeldPermit permit;
    private final String kind;

    HeldLease(HeldPermit permit, String kind) {
        this.permit = permit;
        this.kind = kind;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public @Nullable LimitScope scope() {
        LeaseRequest lease = permit.grant().lease();
        return lease == null ? null : LimitScope.orNull(lease.scope());
    }

    @Override
    public void close() {
        permit.close();
    }

    @Override
    public Duration waited() {
        return permit.waited();
    }

    @Override
    public String toString() {
        return "lease of " + permit.grant().account().name() + "/" + kind;
    }
}

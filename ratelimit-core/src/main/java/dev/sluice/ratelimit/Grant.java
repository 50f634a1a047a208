package dev.sluice.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one ticket was given, until it ends: by its owner, by being handed back, or by reclaim; whoever comes first. */
final class Grant {
    private final Account account;
    private final AcquireRequest request;
    private final @Nullable LeaseRequest lease;
    private final List<Hold> holds;
    private final Duration waited;
    private final AtomicBoolean ended = new AtomicBoolean();

    Grant(Ticket ticket, List<Hold> holds, Duration waited) {
        this.account = ticket.account;
        this.request = ticket.request;
        this.lease = ticket.lease;
        this.holds = holds;
        this.waited = waited;
    }

    Account account() {
        return account;
    }

    AcquireRequest request() {
        return request;
    }

    @Nullable
    LeaseRequest lease() {
        return lease;
    }

    List<Hold> holds() {
        return holds;
    }

    Duration waited() {
        return waited;
    }

    /** True for the one caller that may end it. */
    boolean end() {
        return !ended.get() && ended.compareAndSet(false, true);
    }
}

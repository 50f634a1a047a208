package dev.sluice.ratelimit;

import org.jspecify.annotations.Nullable;

/** A waiter's place in one queue; a composed waiter has one in each account involved. Guarded by its account's lock. */
final class Ticket {
    final Account account;
    final AcquireRequest request;
    final @Nullable LeaseRequest lease;

    private @Nullable Waiter waiter;
    private @Nullable Gate gate;
    private @Nullable Lane lane;
    private @Nullable Round asideIn;

    @Nullable
    Ticket previous;

    @Nullable
    Ticket next;

    Ticket(Account account, AcquireRequest request, @Nullable LeaseRequest lease) {
        this.account = account;
        this.request = request;
        this.lease = lease;
    }

    void belongTo(Waiter owner) {
        waiter = owner;
    }

    void route(Gate toGate, Lane toLane) {
        gate = toGate;
        lane = toLane;
    }

    /** Lets others pass for the rest of this round. */
    void standAside(Round round) {
        asideIn = round;
    }

    boolean standsAsideIn(Round round) {
        return asideIn == round;
    }

    Waiter waiter() {
        return known(waiter);
    }

    Gate gate() {
        return known(gate);
    }

    Lane lane() {
        return known(lane);
    }

    Priority priority() {
        return request.priority();
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("ticket: not queued yet");
        }
        return value;
    }
}

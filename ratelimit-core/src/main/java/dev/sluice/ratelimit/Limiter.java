package dev.sluice.ratelimit;

import java.util.concurrent.CompletableFuture;

/**
 * The limits of one provider account: concurrency, strict distance between starts, quotas, pauses and leases, decided together at one
 * instant. Thread-safe.
 *
 * <p>A request that cannot be granted within its bound is refused at once, as far as the wait is known beforehand; the rest wait in order. A
 * request that is refused, times out, is interrupted or cancelled has spent nothing and delays nobody.
 */
public interface Limiter {
    /** The provider's name, and after a slash the account's where one was named. */
    String name();

    /**
     * Waits for a permit, without holding anything meanwhile.
     *
     * @throws InterruptedException if the thread is interrupted before it has the permit; a grant that raced with it is handed back
     * @throws PermitUnavailableException if the wait does not or did not fit the request's bound
     * @throws java.util.concurrent.CancellationException if the request's {@link Cancellation} ended the wait
     */
    Permit acquire(AcquireRequest request) throws InterruptedException;

    /** Takes a permit if it is to be had now and nobody with an equal claim waits in front; never blocks. */
    TryAcquireResult tryAcquire(AcquireRequest request);

    /**
     * A permit later. Cancelling (or completing) the future takes the waiter out of the queue and spends nothing. The future fails with
     * {@link PermitUnavailableException}; a future completed later than this call is completed on the limiters' executor.
     */
    CompletableFuture<Permit> acquireAsync(AcquireRequest request);

    /**
     * Waits for a lease. If its scope could never get it, because whoever holds what it waits for waits in turn for what this scope holds, it is
     * refused at once as {@link RefusalReason#WOULD_DEADLOCK}; so are requests for permits.
     *
     * @throws IllegalArgumentException if the kind is not configured
     * @throws InterruptedException as {@link #acquire}
     * @throws PermitUnavailableException as {@link #acquire}
     */
    Lease lease(LeaseRequest request) throws InterruptedException;

    /**
     * A lease later, with the rules of {@link #acquireAsync}.
     *
     * @throws IllegalArgumentException if the kind is not configured
     */
    CompletableFuture<Lease> leaseAsync(LeaseRequest request);

    /**
     * Waits for one unit of concurrency (and of the group, if the request names one) and keeps it for the request's scope around nested work,
     * in its turn as any other, but without pacing and quotas: no request is sent by it. Until it is closed, requests of the same scope on
     * this limiter re-use the unit, one at a time, and are charged pacing and quotas only; they go before others of their priority, but for
     * one in eight. A second one at the same time takes a unit of its own or waits for this one. If it is closed while a request uses the
     * unit, the unit is free when that ends.
     *
     * <p>Costs, weight and costs of the request do not matter. Unlike a permit, a hold may be kept while anything else is acquired.
     *
     * @throws IllegalArgumentException if the request names {@link LimitScope#none()}: nobody could re-use the unit
     * @throws InterruptedException as {@link #acquire}
     * @throws PermitUnavailableException as {@link #acquire}
     */
    Lease hold(AcquireRequest request) throws InterruptedException;

    /**
     * A hold later, with the rules of {@link #acquireAsync}.
     *
     * @throws IllegalArgumentException if the request names no scope
     */
    CompletableFuture<Lease> holdAsync(AcquireRequest request);

    /**
     * Obeys a server, for every waiter of the target, present and future: pauses, counts what is left, lowers concurrency. Waiters whose deadline
     * can no longer be kept are refused at once. Never blocks and never revokes.
     */
    void feedback(ServerFeedback feedback);

    /**
     * Changes the limits while requests run and wait. Never blocks and never revokes: after a shrink, permits above the new number are not
     * given out again. Waiters that the new limits can never serve in time are refused. A window that grew counts what the old one remembered.
     */
    void reconfigure(LimitsConfig config);

    /** The state at one instant; totals and waits may lack permits that are just being given out. */
    LimiterSnapshot snapshot();
}

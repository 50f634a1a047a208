package dev.sluice.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The one implementation: an account's state, and the ways to wait for it. */
final class DefaultLimiter implements Limiter {
    private final Account account;
    private final Engine engine;
    private final Waiting waiting;

    DefaultLimiter(Account account, Engine engine, Waiting waiting) {
        this.account = account;
        this.engine = engine;
        this.waiting = waiting;
    }

    Account account() {
        return account;
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Permit acquire(AcquireRequest request) throws InterruptedException {
        return permit(waiting.block(tickets(request), request.bound()));
    }

    @Override
    public TryAcquireResult tryAcquire(AcquireRequest request) {
        Waiter waiter = waiting.now(tickets(request));
        if (waiter.state() == Waiter.State.GRANTED) {
            return new TryAcquireResult.Granted(permit(waiter.grants()));
        }
        Refusal refusal = waiter.refusal();
        return new TryAcquireResult.Refused(refusal.reason(), refusal.waitNeeded(), refusal.queueLength());
    }

    @Override
    public CompletableFuture<Permit> acquireAsync(AcquireRequest request) {
        return waiting.later(tickets(request), request.bound(), this::permit);
    }

    @Override
    public Lease lease(LeaseRequest request) throws InterruptedException {
        return lease(request, waiting.block(tickets(request), new WaitBound(request.within(), null)));
    }

    @Override
    public CompletableFuture<Lease> leaseAsync(LeaseRequest request) {
        return waiting.later(tickets(request), new WaitBound(request.within(), null), grants -> lease(request, grants));
    }

    @Override
    public void feedback(ServerFeedback feedback) {
        List<Waiter> doomed = new ArrayList<>();
        Instant wall = engine.time().instant();
        long asked = WaitBound.nanos(Duration.between(wall, feedback.pauseUntil()));
        long[] pause = {0};
        engine.run(List.of(account), round -> {
            pause[0] = account.pause(feedback.target(), asked, round.now());
            doomed.addAll(account.doomed(round.now()));
        });
        doomed.forEach(engine::refuse);
        engine.events().paused(name(), feedback.target(), wall.plusNanos(pause[0]));
    }

    @Override
    public void reconfigure(LimitsConfig config) {
        List<Waiter> doomed = new ArrayList<>();
        engine.run(List.of(account), round -> {
            doomed.addAll(account.reconfigure(config, round.now()));
            doomed.addAll(account.doomed(round.now()));
        });
        doomed.forEach(engine::refuse);
        engine.events().reconfigured(name(), config);
    }

    @Override
    public LimiterSnapshot snapshot() {
        account.lock();
        try {
            return account.snapshot(engine.time().nanoTime());
        } finally {
            account.unlock();
        }
    }

    /** Refuses everything from now on; returns the leases still held. */
    List<Grant> close() {
        List<Grant> leases = new ArrayList<>();
        List<Waiter> doomed = new ArrayList<>();
        engine.run(List.of(account), round -> {
            leases.addAll(account.close());
            doomed.addAll(account.doomed(round.now()));
        });
        doomed.forEach(engine::refuse);
        return leases;
    }

    Permit permit(List<Grant> grants) {
        return new HeldPermit(engine, grants.get(0));
    }

    private Lease lease(LeaseRequest request, List<Grant> grants) {
        return new HeldLease(engine, grants.get(0), request.kind());
    }

    private List<Ticket> tickets(AcquireRequest request) {
        return List.of(new Ticket(account, request, null));
    }

    private List<Ticket> tickets(LeaseRequest request) {
        return List.of(new Ticket(account, AcquireRequest.one(), request));
    }

    @Override
    public String toString() {
        return "limiter " + name();
    }
}

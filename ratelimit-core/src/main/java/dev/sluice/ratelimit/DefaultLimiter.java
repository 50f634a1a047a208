package dev.sluice.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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

    boolean isOf(Engine some) {
        return engine == some;
    }

    void catchUp() {
        engine.catchUp(account.alone());
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Permit acquire(AcquireRequest asked) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        AcquireRequest request = account.priced(asked);
        Permit permit = tryNow(request);
        return permit == null
                ? waiting.block(ticketsHere(request), request.bound()).get(0)
                : permit;
    }

    @Override
    public TryAcquireResult tryAcquire(AcquireRequest asked) {
        AcquireRequest request = account.priced(asked);
        Permit permit = tryNow(request);
        if (permit != null) {
            return new TryAcquireResult.Granted(permit);
        }
        Waiter waiter = waiting.now(ticketsHere(request));
        if (waiter.state() == Waiter.State.GRANTED) {
            return new TryAcquireResult.Granted(engine.handOut(waiter).get(0));
        }
        Refusal refusal = waiter.refusal();
        return new TryAcquireResult.Refused(refusal.reason(), refusal.waitNeeded(), refusal.queueLength());
    }

    @Override
    public CompletableFuture<Permit> acquireAsync(AcquireRequest asked) {
        AcquireRequest request = account.priced(asked);
        Permit permit = tryNow(request);
        return permit == null
                ? waiting.later(tickets(request), request.bound(), permits -> permits.get(0))
                : CompletableFuture.completedFuture(permit);
    }

    @Override
    public Lease lease(LeaseRequest request) throws InterruptedException {
        LeaseRequest scoped = request.scope() == null ? request.scope(LimitScope.ofThread()) : request;
        return lease(scoped, waiting.block(tickets(scoped), new WaitBound(request.within(), null)));
    }

    @Override
    public CompletableFuture<Lease> leaseAsync(LeaseRequest request) {
        return waiting.later(
                tickets(request), new WaitBound(request.within(), null), permits -> lease(request, permits));
    }

    @Override
    public Lease hold(AcquireRequest request) throws InterruptedException {
        AcquireRequest scoped = request.scope() == null ? request.scope(LimitScope.ofThread()) : request;
        LeaseRequest hold = hold(scoped.scope());
        return lease(hold, waiting.block(List.of(new Ticket(account, scoped, hold)), request.bound()));
    }

    @Override
    public CompletableFuture<Lease> holdAsync(AcquireRequest request) {
        LeaseRequest hold = hold(request.scope());
        return waiting.later(
                List.of(new Ticket(account, request, hold)), request.bound(), permits -> lease(hold, permits));
    }

    private static LeaseRequest hold(@Nullable LimitScope asked) {
        LimitScope scope = LimitScope.orNull(asked);
        if (scope == null) {
            throw new IllegalArgumentException("hold: of no scope (expected: a scope whose requests can re-use it)");
        }
        return LeaseRequest.ofHold(scope);
    }

    @Override
    public void feedback(ServerFeedback feedback) {
        List<Waiter> doomed = new ArrayList<>();
        Instant wall = engine.time().instant();
        long[] pause = {0};
        engine.run(account.alone(), round -> {
            pause[0] = account.obey(feedback, wall, round.now());
            doomed.addAll(account.doomed(round.now()));
        });
        doomed.forEach(engine::refuse);
        if (feedback instanceof ServerFeedback.Pause || feedback instanceof ServerFeedback.Exhausted) {
            engine.events().paused(name(), feedback.target(), wall.plusNanos(pause[0]));
        }
    }

    @Override
    public void reconfigure(LimitsConfig config) {
        Reconfiguration.apply(engine, Map.of(account, config), () -> true);
    }

    @Override
    public LimiterSnapshot snapshot() {
        engine.reclaimLost();
        account.lock();
        try {
            return account.snapshot(engine.time().nanoTime());
        } finally {
            account.unlock();
            catchUp();
        }
    }

    /** Refuses everything from now on; returns the leases still held. */
    List<Grant> close() {
        List<Grant> leases = new ArrayList<>();
        List<Waiter> doomed = new ArrayList<>();
        engine.run(account.alone(), round -> {
            leases.addAll(account.close());
            doomed.addAll(account.doomed(round.now()));
        });
        doomed.forEach(engine::refuse);
        return leases;
    }

    private @Nullable Permit tryNow(AcquireRequest request) {
        Permit permit = account.tryFast(request);
        if (permit == null) {
            engine.reclaimLost();
            HeldPermit held = account.tryNow(request);
            if (held != null) {
                engine.handOut(held);
            }
            permit = held;
        }
        if (permit != null && engine.events().isHeard()) {
            engine.events().granted(name(), Duration.ZERO);
        }
        return permit;
    }

    private static Lease lease(LeaseRequest request, List<HeldPermit> permits) {
        return new HeldLease(permits.get(0), request.kind());
    }

    /** For the calling thread's scope if the request names none. */
    private List<Ticket> ticketsHere(AcquireRequest request) {
        return tickets(engine.deadlocks().inScopeOfThread(request));
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

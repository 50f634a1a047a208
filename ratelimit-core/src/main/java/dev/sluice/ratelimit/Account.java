package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All state of one limiter, behind the lock of its {@link Door}, which holds a part of it while nobody has the lock. Accounts have a rank, in which
 * their locks are taken where several are needed. No user code runs while a lock is held.
 */
final class Account implements Comparable<Account> {
    /** How often somebody looks for lost permits while others wait for one. */
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final long rank;
    private final String name;
    private final Engine engine;
    private final TimeSource time;
    private final List<Account> alone = List.of(this);
    private final Alarm alarm;
    private final Door door;
    private final PermitBook book;
    private final Parties parties;
    private final Places places;
    private final Refusals refusals;
    private final Set<Grant> openLeases = new LinkedHashSet<>();
    private final Tally tally = new Tally();
    private final WaitRecorder waits = new WaitRecorder();
    private volatile @Nullable Cost estimate;
    private boolean closed;

    Account(long rank, String name, LimitsConfig config, Engine engine) {
        this.rank = rank;
        this.name = name;
        this.engine = engine;
        this.time = engine.time();
        this.alarm = new Alarm(time, engine.spinNanos(), () -> engine.wake(this));
        this.places = new Places(name, config, time);
        this.refusals = new Refusals(name, places, time);
        this.door = new Door(places.provider(), places.busy(), time);
        this.book = new PermitBook(this, engine.lost());
        this.parties = new Parties(engine.deadlocks());
        lock();
        apply(config, time.nanoTime());
        unlock();
    }

    String name() {
        return name;
    }

    /** This one alone. */
    List<Account> alone() {
        return alone;
    }

    Parties parties() {
        return parties;
    }

    // ---- the way in

    /** From here on the stages have the truth. Who unlocks sees to {@link #hasMail() what was left} afterwards. */
    void lock() {
        door.lock();
    }

    boolean tryLock() {
        return door.tryLock();
    }

    void unlock() {
        door.unlock(parties.anyHold());
    }

    Door door() {
        return door;
    }

    /** Whether there is something that the holder of the lock was left to see to. */
    boolean hasMail() {
        return door.hasMail();
    }

    /** A permit without the lock, or null if that way is shut, full or not due yet. */
    @Nullable
    Permit tryFast(AcquireRequest request) {
        return request.group() == null && door.tryStart(request.bound()) ? book.fastPermit() : null;
    }

    /** A permit without waiting, or null if it takes a look at the queues. */
    @Nullable
    HeldPermit tryNow(AcquireRequest request) {
        if (!door.tryLockBriefly()) {
            return null;
        }
        try {
            return tryAlone(request);
        } finally {
            unlock();
            engine.catchUp(alone);
        }
    }

    /** For a request that nobody waits in front of. */
    private @Nullable HeldPermit tryAlone(AcquireRequest request) {
        long now = time.nanoTime();
        return isFreeFor(request, now) ? grantAlone(request, now) : null;
    }

    /** Whether nobody waits in this account and the request could start now; with the lock held. */
    boolean isFreeFor(AcquireRequest request, long now) {
        refresh(now);
        if (!isQuiet()
                || !door.inbox().isEmpty()
                || parties.anyHold()
                || closed
                || !request.bound().allows(now)) {
            return false;
        }
        return places.isFree(request, now);
    }

    /** Grants what {@link #isFreeFor} said. */
    HeldPermit grantAlone(AcquireRequest request, long now) {
        Group group = places.group(request);
        if (group == null) {
            return grantAlone(request, trunk().take(now, request), null);
        }
        Hold hold = group.stage().take(now, request);
        return grantAlone(request, hold, group.isApart() ? null : trunk().take(now, request));
    }

    private HeldPermit grantAlone(AcquireRequest request, Hold first, @Nullable Hold second) {
        HeldPermit permit = permit(new Grant(this, request, null, first, second), 0);
        if (engine.lost().hasCallSites()) {
            permit.grant().askedAt(CallSite.here());
        }
        return permit;
    }

    private Stage trunk() {
        return places.provider().trunk();
    }

    /** Ends a start that the fast lane let through, or one like it; never waits for the lock. */
    void endFast() {
        if (door.end()) {
            engine.catchUp(alone);
        }
    }

    /** Gives back what an ended grant holds. */
    void release(Grant grant) {
        if (grant.isLikeFast()) {
            endFast();
        } else {
            engine.end(this, grant);
        }
    }

    @Nullable
    Grant noted(Ledger ledger, int number) {
        lock();
        try {
            return ledger.noted(number);
        } finally {
            unlock();
            engine.catchUp(alone);
        }
    }

    /** Corrects a grant's charges; true if it did. */
    boolean settle(Settlement settlement) {
        return engine.settle(settlement);
    }

    /** Takes back what is lost; with no lock held. */
    void reclaimLost() {
        engine.reclaimLost();
    }

    /** Lets permits that were lost so far be found. */
    void turnPage() {
        book.turnPage();
    }

    @Override
    public int compareTo(Account other) {
        return Long.compare(rank, other.rank);
    }

    // ---- queues

    boolean isQuiet() {
        return places.busy().isEmpty();
    }

    /** Those with somebody in them. */
    List<Gate> busyGates() {
        return isQuiet() ? List.of() : List.copyOf(places.busy());
    }

    /** As {@link Places#route}. */
    void route(Ticket ticket) {
        places.route(ticket);
    }

    /** Sets the timer to the next moment at which time alone lets somebody through. */
    void arm(long now) {
        alarm.set(now, isQuiet() ? WaitBound.FOREVER_NANOS : Math.min(LOOK_NANOS, places.wake(now)));
    }

    void alarmWentOff() {
        alarm.wentOff();
    }

    // ---- grants

    HeldPermit grant(Ticket ticket, long now) {
        long waited = Math.max(0, now - ticket.waiter().arrived());
        List<Hold> holds = ticket.take(now);
        Grant grant =
                new Grant(this, ticket.request, ticket.lease, holds.get(0), holds.size() == 1 ? null : holds.get(1));
        grant.waited(waited);
        Opened reused = ticket.reuse();
        if (reused != null) {
            parties.started(grant, reused);
        }
        if (ticket.lease == null) {
            return permit(grant, waited);
        }
        openLeases.add(grant);
        if (ticket.scope != null) {
            parties.opened(new Opened(grant, ticket.scope, ticket.waiter().site()));
        }
        return book.leasePermit(grant);
    }

    private HeldPermit permit(Grant grant, long waited) {
        tally.granted();
        waits.record(waited);
        return book.heldPermit(grant);
    }

    void undo(Grant grant, long now) {
        grant.undo(now);
        if (grant.lease() == null) {
            tally.handedBack();
        }
        end(grant);
    }

    /** Counts the end of a grant. */
    void end(Grant grant) {
        if (grant.lease() != null) {
            openLeases.remove(grant);
        }
        for (Grant over : parties.over(grant)) {
            over.release();
            places.prune(over.request());
        }
    }

    void refused(Ticket ticket) {
        if (ticket.lease == null) {
            tally.refused();
            places.prune(ticket.request);
        }
    }

    void abandoned(Ticket ticket) {
        if (ticket.lease == null) {
            tally.abandoned();
            places.prune(ticket.request);
        }
    }

    // ---- refusals

    boolean isClosed() {
        return closed;
    }

    boolean canEver(Ticket ticket) {
        return refusals.canEver(ticket);
    }

    /** Why this ticket cannot be granted now. */
    Refusal refusal(Ticket ticket, long now, boolean queued) {
        return refusals.of(ticket, now, queued, closed);
    }

    /** Waiters whose bound can no longer be kept. */
    List<Waiter> doomed(long now) {
        List<Waiter> doomed = new ArrayList<>();
        for (Gate gate : busyGates()) {
            for (Ticket ticket : gate.tickets()) {
                if (closed || !canEver(ticket) || ticket.isTooLate(now)) {
                    doomed.add(ticket.waiter());
                }
            }
        }
        return doomed;
    }

    // ---- configuration, feedback, end

    LimitsConfig config() {
        return places.config();
    }

    /** Puts new limits in force; returns composed waiters that the new limits send through one gate twice. */
    List<Waiter> reconfigure(LimitsConfig changed, long now) {
        List<Ticket> waiting = places.waiting();
        waiting.sort(Comparator.comparingLong(ticket -> ticket.waiter().sequence()));
        waiting.forEach(ticket -> ticket.gate().remove(ticket));
        apply(changed, now);
        List<Waiter> clashing = new ArrayList<>();
        for (Ticket ticket : waiting) {
            route(ticket);
            ticket.gate().add(ticket);
            if (ticket.waiter().tickets().stream().anyMatch(other -> other != ticket && sameGate(other, ticket))) {
                clashing.add(ticket.waiter());
            }
        }
        return clashing;
    }

    private static boolean sameGate(Ticket one, Ticket other) {
        return one.gate() == other.gate();
    }

    /** The request with what a budget is charged for it; may be asked without the lock, since what is charged is settled. */
    AcquireRequest priced(AcquireRequest request) {
        return request.estimatedAt(estimate);
    }

    private void apply(LimitsConfig changed, long now) {
        BudgetConfig budget = changed.budget();
        estimate = budget == null ? null : Cost.of("estimate", budget.usualEstimate());
        refresh(now);
        places.apply(changed, now);
        ChargeKeeper keeper = engine.keeper();
        if (keeper != null) {
            places.forEachStage(stage -> keeper.attach(name, stage));
        }
        door.rule(closed ? null : trunk().fastRule());
    }

    /** Puts a server's feedback in force; returns for how long starts are held by it, after the cap. */
    long obey(ServerFeedback feedback, Instant wall, long now) {
        refresh(now);
        Target target = feedback.target();
        long nanos = new Lowering(places.lower(target), config().pauseCap(), wall, now).apply(feedback);
        places.pause(target, now, nanos);
        refresh(now);
        return nanos;
    }

    /** Ends what a server's word lowered for a time that is over. */
    void refresh(long now) {
        if (places.isLowered()) {
            places.refresh(now);
            door.rule(closed ? null : trunk().fastRule());
        }
    }

    /** Refuses everything from now on; returns the leases still held. */
    List<Grant> close() {
        closed = true;
        door.rule(null);
        return List.copyOf(openLeases);
    }

    LimiterSnapshot snapshot(long now) {
        refresh(now);
        SnapshotTaker taker = new SnapshotTaker(now, time.instant());
        Gate provider = places.provider();
        taker.charged("", provider.trunk());
        return new LimiterSnapshot(
                name,
                taker.stage(provider.trunk(), provider.allLanes()),
                places.groups(taker),
                places.leases(taker),
                tally.totals(book.fastPermits(), taker),
                waits.snapshot(book.fastPermits()));
    }
}

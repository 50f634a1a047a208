package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All state of one limiter, behind the lock of its {@link Door}, which holds a part of it while nobody has the lock. Accounts have a rank, in which their locks are taken where several are needed. No user code runs while a lock is held.
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
    private final List<Gate> busy = new ArrayList<>();
    private final Gate provider = new Gate(new Stage(""), busy);
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Gate> leases = new LinkedHashMap<>();
    private final Set<Grant> openLeases = new LinkedHashSet<>();
    private final Tally tally = new Tally();
    private final WaitRecorder waits = new WaitRecorder();
    private LimitsConfig config;
    private boolean closed;
    private boolean lowered; // whether a server's word lowers anything, pauses apart

    Account(long rank, String name, LimitsConfig config, Engine engine) {
        this.rank = rank;
        this.name = name;
        this.engine = engine;
        this.time = engine.time();
        this.alarm = new Alarm(time, engine.spinNanos(), () -> engine.wake(this));
        this.door = new Door(provider, busy, time);
        this.book = new PermitBook(this, engine.lost());
        this.parties = new Parties(engine.deadlocks());
        this.config = config;
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
        if (!busy.isEmpty()
                || !door.inbox().isEmpty()
                || parties.anyHold()
                || closed
                || !request.bound().allows(now)) {
            return false;
        }
        String groupName = request.group();
        if (groupName == null) {
            return provider.trunk().isFree(now, request);
        }
        Group group = group(groupName);
        return group.stage().isFree(now, request)
                && (group.isApart() || provider.trunk().isFree(now, request));
    }

    /** Grants what {@link #isFreeFor} said. */
    HeldPermit grantAlone(AcquireRequest request, long now) {
        String groupName = request.group();
        Group group = groupName == null ? null : group(groupName);
        if (group == null) {
            return grantAlone(request, List.of(provider.trunk().take(now, request)));
        }
        Hold hold = group.stage().take(now, request);
        return grantAlone(
                request,
                group.isApart() ? List.of(hold) : List.of(hold, provider.trunk().take(now, request)));
    }

    private HeldPermit grantAlone(AcquireRequest request, List<Hold> holds) {
        HeldPermit permit = permit(new Grant(this, request, null, holds, 0), 0);
        if (engine.lost().hasCallSites()) {
            permit.grant().askedAt(CallSite.here());
        }
        return permit;
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

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(rank);
    }

    // ---- queues

    boolean isQuiet() {
        return busy.isEmpty();
    }

    /** Those with somebody in them. */
    List<Gate> busyGates() {
        return busy.isEmpty() ? List.of() : List.copyOf(busy);
    }

    /**
     * Finds the queue a ticket belongs to.
     *
     * @throws IllegalArgumentException if it asks for a kind of lease that is not configured
     */
    void route(Ticket ticket) {
        LeaseRequest lease = ticket.lease;
        String groupName = ticket.request.group();
        if (lease != null && !lease.isHold()) {
            Gate gate = leases.get(lease.kind());
            if (gate == null || !config.leases().containsKey(lease.kind())) {
                throw new IllegalArgumentException("lease " + lease.kind() + ": not configured for " + name
                        + " (expected one of " + config.leases().keySet() + ")");
            }
            ticket.route(gate, gate.main());
        } else if (groupName == null) {
            ticket.route(provider, provider.main());
        } else {
            Group group = group(groupName);
            Gate gate = group.isApart() ? group.own() : provider;
            ticket.route(gate, group.isApart() ? gate.main() : gate.lane(group.stage()));
        }
    }

    private Group group(String groupName) {
        Group known = groups.get(groupName);
        if (known == null) {
            known = new Group(groupName, busy);
            groups.put(groupName, known);
        }
        return known;
    }

    private void prune(AcquireRequest request) {
        String groupName = request.group();
        Group group = groupName == null ? null : groups.get(groupName);
        if (group != null && !group.isConfigured()) {
            prune(group, time.nanoTime());
        }
    }

    /** Forgets a group that is neither configured nor in use: names may come from callers without end. */
    private void prune(Group group, long now) {
        Stage stage = group.stage();
        if (!group.isConfigured() && stage.isIdle(now) && provider.lane(stage).isEmpty()) {
            provider.drop(stage);
            groups.remove(stage.name());
        }
    }

    /** Sets the timer to the next moment at which time alone lets somebody through. */
    void arm(long now) {
        long wake = busy.isEmpty() ? WaitBound.FOREVER_NANOS : LOOK_NANOS;
        for (Gate gate : busy) {
            wake = Math.min(wake, gate.wake());
        }
        if (lowered && !busy.isEmpty()) {
            wake = Math.min(wake, recoveryWait(now));
        }
        alarm.set(now, wake);
    }

    void alarmWentOff() {
        alarm.wentOff();
    }

    // ---- grants

    HeldPermit grant(Ticket ticket, long now) {
        long waited = Math.max(0, now - ticket.waiter().arrived());
        Grant grant = new Grant(this, ticket.request, ticket.lease, ticket.take(now), waited);
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

    /** Counts the end of a grant. */
    void end(Grant grant) {
        free(grant);
    }

    void undo(Grant grant, long now) {
        grant.undo(now);
        if (grant.lease() == null) {
            tally.handedBack();
        }
        free(grant);
    }

    private void free(Grant grant) {
        if (grant.lease() != null) {
            openLeases.remove(grant);
        }
        for (Grant over : parties.over(grant)) {
            over.release();
            prune(over.request());
        }
    }

    void refused(Ticket ticket) {
        if (ticket.lease == null) {
            tally.refused();
            prune(ticket.request);
        }
    }

    void abandoned(Ticket ticket) {
        if (ticket.lease == null) {
            tally.abandoned();
            prune(ticket.request);
        }
    }

    // ---- refusals

    boolean isClosed() {
        return closed;
    }

    boolean canEver(Ticket ticket) {
        return isConfigured(ticket)
                && ticket.canEver(ticket.gate().trunk())
                && ticket.canEver(ticket.lane().stage());
    }

    private boolean isConfigured(Ticket ticket) {
        LeaseRequest lease = ticket.lease;
        return lease == null || lease.isHold() || config.leases().containsKey(lease.kind());
    }

    /** Why this ticket cannot be granted now. */
    Refusal refusal(Ticket ticket, long now, boolean queued) {
        int others = ticket.gate().size() - (queued ? 1 : 0);
        long wait = queued
                ? Math.max(
                        ticket.lane().delay(now, ticket),
                        ticket.delay(ticket.gate().trunk(), now))
                : ticket.gate().estimate(ticket, now);
        Stage stage = blockingStage(ticket, now);
        String place = stage.name().isEmpty() ? name : name + "/" + stage.name();
        return new Refusal(place, reason(ticket, stage, now), Duration.ofNanos(wait), others);
    }

    private RefusalReason reason(Ticket ticket, Stage stage, long now) {
        if (closed) {
            return RefusalReason.CLOSED;
        }
        if (!isConfigured(ticket)) {
            return RefusalReason.NOT_CONFIGURED;
        }
        return canEver(ticket) ? ticket.blocker(stage, now) : RefusalReason.EXCEEDS_QUOTA;
    }

    private static Stage blockingStage(Ticket ticket, long now) {
        Stage trunk = ticket.gate().trunk();
        Stage group = ticket.lane().stage();
        if (group == null || !ticket.canEver(trunk)) {
            return trunk;
        }
        boolean groupBlocks = ticket.blocker(group, now) != RefusalReason.QUEUED;
        boolean trunkIsWorse = ticket.delay(trunk, now) > ticket.delay(group, now);
        return !ticket.canEver(group) || (groupBlocks && !trunkIsWorse) ? group : trunk;
    }

    /** Waiters whose bound can no longer be kept. */
    List<Waiter> doomed(long now) {
        List<Waiter> doomed = new ArrayList<>();
        for (Gate gate : busyGates()) {
            for (Ticket ticket : gate.tickets()) {
                long wait = Math.max(ticket.lane().delay(now, ticket), ticket.delay(gate.trunk(), now));
                if (closed || !canEver(ticket) || wait > ticket.waiter().deadline() - now) {
                    doomed.add(ticket.waiter());
                }
            }
        }
        return doomed;
    }

    // ---- configuration, feedback, end

    LimitsConfig config() {
        return config;
    }

    /** Puts new limits in force; returns composed waiters that the new limits send through one gate twice. */
    List<Waiter> reconfigure(LimitsConfig changed, long now) {
        List<Ticket> waiting = new ArrayList<>(provider.tickets());
        groups.values().forEach(group -> waiting.addAll(group.own().tickets()));
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

    private void apply(LimitsConfig changed, long now) {
        refresh(now);
        config = changed;
        provider.trunk().configure(changed.maxConcurrent(), changed.reserveCritical());
        provider.trunk().configure(changed.minDelay(), changed.quotas(), time);
        provider.trunk().adapt(changed.adaptive());
        changed.groups().keySet().forEach(this::group);
        for (Group group : new ArrayList<>(groups.values())) {
            GroupConfig limits = changed.groups().get(group.stage().name());
            if (limits == null) {
                group.stage().configure(Integer.MAX_VALUE, 0);
                group.stage().configure(Duration.ZERO, List.of(), time);
                group.stage().adapt(null);
            } else {
                group.stage().configure(limits.concurrency(), 0);
                group.stage().configure(limits.delay(), limits.quotas(), time);
                group.stage().adapt(limits.adaptive());
            }
            group.place(limits != null, limits != null && limits.apart());
            provider.drop(group.stage());
            if (group.isApart()) {
                group.stage().pause(now, provider.trunk().pauseWait(now));
                provider.trunk().quotas().allowances().forEach(group.stage().quotas()::allow);
            }
        }
        changed.leases().keySet().forEach(kind -> leases.computeIfAbsent(kind, key -> new Gate(new Stage(key), busy)));
        leases.forEach((kind, gate) -> gate.trunk().configure(changed.leases().getOrDefault(kind, 0), 0));
        ChargeKeeper keeper = engine.keeper();
        if (keeper != null) {
            keeper.attach(name, provider.trunk());
            groups.values().forEach(group -> keeper.attach(name, group.stage()));
        }
        door.rule(closed ? null : provider.trunk().fastRule());
    }

    /** Puts a server's feedback in force; returns for how long starts are held by it, after the cap. */
    long obey(ServerFeedback feedback, Instant wall, long now) {
        refresh(now);
        long nanos = new Lowering(stages(feedback.target()), config.pauseCap(), wall, now).apply(feedback);
        lowered = true;
        refresh(now);
        return nanos;
    }

    private List<Stage> stages(Target target) {
        if (target instanceof Target.Group named) {
            return List.of(group(named.name()).stage());
        }
        List<Stage> all = new ArrayList<>(List.of(provider.trunk()));
        groups.values().stream().filter(Group::isApart).map(Group::stage).forEach(all::add);
        return all;
    }

    /** Ends what a server's word lowered for a time that is over. */
    void refresh(long now) {
        if (lowered) {
            lowered = refresh(provider.trunk(), now);
            for (Group group : List.copyOf(groups.values())) {
                lowered |= refresh(group.stage(), now);
                prune(group, now);
            }
            door.rule(closed ? null : provider.trunk().fastRule());
        }
    }

    private static boolean refresh(Stage stage, long now) {
        stage.refresh(now);
        return stage.isLowered();
    }

    /** Nanoseconds until time alone gives some concurrency back. */
    private long recoveryWait(long now) {
        long wait = provider.trunk().recoveryWait(now);
        for (Group group : groups.values()) {
            wait = Math.min(wait, group.stage().recoveryWait(now));
        }
        return wait;
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
        taker.charged("", provider.trunk());
        Map<String, LimiterSnapshot.Stage> groupStages = new LinkedHashMap<>();
        groups.forEach((key, group) -> {
            taker.charged(key + "/", group.stage());
            Collection<Lane> lanes = List.of(group.isApart() ? group.own().main() : provider.lane(group.stage()));
            groupStages.put(key, taker.stage(group.stage(), lanes));
        });
        Map<String, LimiterSnapshot.Stage> leaseStages = new LinkedHashMap<>();
        leases.forEach((kind, gate) -> leaseStages.put(kind, taker.stage(gate.trunk(), gate.allLanes())));
        return new LimiterSnapshot(
                name,
                taker.stage(provider.trunk(), provider.allLanes()),
                groupStages,
                leaseStages,
                tally.totals(book.fastPermits(), taker),
                waits.snapshot(book.fastPermits()));
    }
}

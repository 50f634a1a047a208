package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All state of one limiter, behind one lock. Accounts have a rank, in which their locks are taken where several are needed. No user code
 * runs while a lock is held.
 */
final class Account implements Comparable<Account> {
    private final ReentrantLock lock = new ReentrantLock();
    private final long rank;
    private final String name;
    private final TimeSource time;
    private final Alarm alarm;
    private final Gate provider = new Gate(new Stage(""));
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Gate> leases = new LinkedHashMap<>();
    private final Set<Grant> openLeases = new LinkedHashSet<>();
    private final Tally tally = new Tally();
    private final WaitRecorder waits = new WaitRecorder();
    private LimitsConfig config;
    private boolean closed;

    Account(long rank, String name, LimitsConfig config, Engine engine) {
        this.rank = rank;
        this.name = name;
        this.time = engine.time();
        this.alarm = new Alarm(time, () -> engine.wake(this));
        this.config = config;
        apply(config, time.nanoTime());
    }

    String name() {
        return name;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
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

    /** Those with somebody in them. */
    List<Gate> busyGates() {
        List<Gate> busy = new ArrayList<>(2);
        addBusy(provider, busy);
        for (Group group : groups.values()) {
            addBusy(group.own(), busy);
        }
        for (Gate lease : leases.values()) {
            addBusy(lease, busy);
        }
        return busy;
    }

    private static void addBusy(Gate gate, List<Gate> busy) {
        if (gate.size() > 0) {
            busy.add(gate);
        }
    }

    /**
     * Finds the queue a ticket belongs to.
     *
     * @throws IllegalArgumentException if it asks for a kind of lease that is not configured
     */
    void route(Ticket ticket) {
        LeaseRequest lease = ticket.lease;
        String groupName = ticket.request.group();
        if (lease != null) {
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
        return groups.computeIfAbsent(groupName, Group::new);
    }

    /** Forgets a group that is neither configured nor in use: names may come from callers without end. */
    private void prune(AcquireRequest request, long now) {
        String groupName = request.group();
        Group group = groupName == null ? null : groups.get(groupName);
        if (group != null && !group.isConfigured() && group.stage().isIdle(now)) {
            if (provider.lane(group.stage()).isEmpty()) {
                provider.drop(group.stage());
                groups.remove(group.stage().name());
            }
        }
    }

    /** Sets the timer to the next moment at which time alone lets somebody through. */
    void arm(long now) {
        long wake = WaitBound.FOREVER_NANOS;
        for (Gate gate : busyGates()) {
            wake = Math.min(wake, gate.wake());
        }
        alarm.set(now, wake);
    }

    void alarmWentOff() {
        alarm.wentOff();
    }

    // ---- grants

    Grant grant(Ticket ticket, long now) {
        Stage groupStage = ticket.lane().stage();
        List<Hold> holds = new ArrayList<>(2);
        if (groupStage != null) {
            holds.add(groupStage.take(now, ticket.request));
        }
        holds.add(ticket.gate().trunk().take(now, ticket.request));
        long waited = Math.max(0, now - ticket.waiter().arrived());
        Grant grant = new Grant(ticket, holds, Duration.ofNanos(waited));
        if (ticket.lease == null) {
            tally.granted();
            waits.record(waited);
        } else {
            openLeases.add(grant);
        }
        return grant;
    }

    void release(Grant grant, long now) {
        grant.holds().forEach(hold -> hold.stage().release(grant.request()));
        openLeases.remove(grant);
        prune(grant.request(), now);
    }

    void undo(Grant grant, long now) {
        grant.holds().forEach(hold -> hold.stage().undo(hold, now, grant.request()));
        if (grant.lease() == null) {
            tally.handedBack();
        }
        openLeases.remove(grant);
        prune(grant.request(), now);
    }

    void refused(Ticket ticket, long now) {
        if (ticket.lease == null) {
            tally.refused();
            prune(ticket.request, now);
        }
    }

    void abandoned(Ticket ticket, long now) {
        if (ticket.lease == null) {
            tally.abandoned();
            prune(ticket.request, now);
        }
    }

    // ---- refusals

    boolean isClosed() {
        return closed;
    }

    boolean canEver(Ticket ticket) {
        Stage groupStage = ticket.lane().stage();
        boolean configured = ticket.lease == null || config.leases().containsKey(ticket.lease.kind());
        return configured
                && ticket.gate().trunk().canEver(ticket.request)
                && (groupStage == null || groupStage.canEver(ticket.request));
    }

    /** Why this ticket cannot be granted now. */
    Refusal refusal(Ticket ticket, long now, boolean queued) {
        int others = ticket.gate().size() - (queued ? 1 : 0);
        long wait = queued
                ? Math.max(
                        ticket.lane().delay(now, ticket), ticket.gate().trunk().delay(now, ticket.request))
                : ticket.gate().estimate(ticket, now);
        Stage stage = blockingStage(ticket, now);
        String place = stage.name().isEmpty() ? name : name + "/" + stage.name();
        return new Refusal(place, reason(ticket, stage, now), Duration.ofNanos(wait), others);
    }

    private RefusalReason reason(Ticket ticket, Stage stage, long now) {
        if (closed) {
            return RefusalReason.CLOSED;
        }
        if (ticket.lease != null && !config.leases().containsKey(ticket.lease.kind())) {
            return RefusalReason.NOT_CONFIGURED;
        }
        return canEver(ticket) ? stage.blocker(now, ticket.request) : RefusalReason.EXCEEDS_QUOTA;
    }

    private static Stage blockingStage(Ticket ticket, long now) {
        Stage trunk = ticket.gate().trunk();
        Stage group = ticket.lane().stage();
        if (group == null || !trunk.canEver(ticket.request)) {
            return trunk;
        }
        boolean groupBlocks = group.blocker(now, ticket.request) != RefusalReason.QUEUED;
        boolean trunkIsWorse = trunk.delay(now, ticket.request) > group.delay(now, ticket.request);
        return !group.canEver(ticket.request) || (groupBlocks && !trunkIsWorse) ? group : trunk;
    }

    /** Waiters whose bound can no longer be kept. */
    List<Waiter> doomed(long now) {
        List<Waiter> doomed = new ArrayList<>();
        for (Gate gate : busyGates()) {
            for (Ticket ticket : gate.tickets()) {
                long wait =
                        Math.max(ticket.lane().delay(now, ticket), gate.trunk().delay(now, ticket.request));
                if (closed || !canEver(ticket) || wait > ticket.waiter().deadline() - now) {
                    doomed.add(ticket.waiter());
                }
            }
        }
        return doomed;
    }

    // ---- configuration, feedback, end

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
        config = changed;
        provider.trunk().configure(changed.maxConcurrent(), changed.reserveCritical());
        provider.trunk().configure(changed.minDelay(), changed.quotas(), time);
        changed.groups().keySet().forEach(this::group);
        for (Group group : new ArrayList<>(groups.values())) {
            GroupConfig limits = changed.groups().get(group.stage().name());
            if (limits == null) {
                group.stage().configure(Integer.MAX_VALUE, 0);
                group.stage().configure(Duration.ZERO, List.of(), time);
            } else {
                group.stage().configure(limits.concurrency(), 0);
                group.stage().configure(limits.delay(), limits.quotas(), time);
            }
            group.place(limits != null, limits != null && limits.apart());
            provider.drop(group.stage());
            if (group.isApart()) {
                group.stage().pause(now, provider.trunk().pauseWait(now));
            }
        }
        changed.leases().keySet().forEach(kind -> leases.computeIfAbsent(kind, key -> new Gate(new Stage(key))));
        leases.forEach((kind, gate) -> gate.trunk().configure(changed.leases().getOrDefault(kind, 0), 0));
    }

    /** Holds the target's starts; returns for how long, after the cap. */
    long pause(Target target, long requestedNanos, long now) {
        long nanos = Math.min(requestedNanos, config.pauseCap().toNanos());
        if (target instanceof Target.Group named) {
            group(named.name()).stage().pause(now, nanos);
        } else {
            provider.trunk().pause(now, nanos);
            groups.values().stream()
                    .filter(Group::isApart)
                    .forEach(group -> group.stage().pause(now, nanos));
        }
        return nanos;
    }

    /** Refuses everything from now on; returns the leases still held. */
    List<Grant> close() {
        closed = true;
        return List.copyOf(openLeases);
    }

    LimiterSnapshot snapshot(long now) {
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
                tally.totals(taker),
                waits.snapshot());
    }
}

package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where an account's requests queue and are counted, as configured: the provider's gate, groups under it or apart, leases. Guarded by its account's lock. */
final class Places {
    private final String name;
    private final TimeSource time;
    private final List<Gate> busy = new ArrayList<>();
    private final Gate provider = new Gate(new Stage(""), busy);
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Gate> leases = new LinkedHashMap<>();
    private LimitsConfig config;
    private boolean lowered; // whether a server's word lowers anything, pauses apart

    Places(String name, LimitsConfig config, TimeSource time) {
        this.name = name;
        this.config = config;
        this.time = time;
    }

    Gate provider() {
        return provider;
    }

    /** The gates with somebody in them. */
    List<Gate> busy() {
        return busy;
    }

    LimitsConfig config() {
        return config;
    }

    /** The group of this name, which need not be configured. */
    Group group(String groupName) {
        Group known = groups.get(groupName);
        if (known == null) {
            known = new Group(groupName, busy);
            groups.put(groupName, known);
        }
        return known;
    }

    /** The group that a request names. */
    @Nullable
    Group group(AcquireRequest request) {
        String groupName = request.group();
        return groupName == null ? null : group(groupName);
    }

    /** Whether the request could start now, were nobody before it. */
    boolean isFree(AcquireRequest request, long now) {
        Group group = group(request);
        if (group == null) {
            return provider.trunk().isFree(now, request);
        }
        return group.isFree(now, request)
                && (group.isApart() || provider.trunk().isFree(now, request));
    }

    /**
     * Finds the queue a ticket belongs to.
     *
     * @throws IllegalArgumentException if it asks for a kind of lease that is not configured
     */
    void route(Ticket ticket) {
        LeaseRequest lease = ticket.lease;
        Group group = group(ticket.request);
        if (lease != null && !lease.isHold()) {
            Gate gate = leases.get(lease.kind());
            if (gate == null || !isConfigured(ticket)) {
                throw new IllegalArgumentException("lease " + lease.kind() + ": not configured for " + name
                        + " (expected one of " + config.leases().keySet() + ")");
            }
            ticket.route(gate, gate.main(), null);
        } else if (group == null) {
            ticket.route(provider, provider.main(), null);
        } else {
            Gate gate = group.isApart() ? group.own() : provider;
            ticket.route(gate, group.isApart() ? gate.main() : gate.lane(group.stage()), group);
        }
    }

    boolean isConfigured(Ticket ticket) {
        LeaseRequest lease = ticket.lease;
        return lease == null || lease.isHold() || config.leases().containsKey(lease.kind());
    }

    /** Those that wait for a start. */
    List<Ticket> waiting() {
        List<Ticket> waiting = new ArrayList<>(provider.tickets());
        groups.values().forEach(group -> waiting.addAll(group.own().tickets()));
        return waiting;
    }

    void prune(AcquireRequest request) {
        String groupName = request.group();
        Group group = groupName == null ? null : groups.get(groupName);
        if (group != null && !group.isConfigured()) {
            prune(group, time.nanoTime());
        }
    }

    /** Forgets a group that is neither configured nor in use: names may come from callers without end. */
    private void prune(Group group, long now) {
        Stage stage = group.stage();
        if (!group.isConfigured() && group.isIdle(now) && provider.lane(stage).isEmpty()) {
            provider.drop(stage);
            groups.remove(stage.name());
        }
    }

    // ---- configuration

    void apply(LimitsConfig changed, long now) {
        config = changed;
        provider.trunk().configure(changed.maxConcurrent(), changed.reserveCritical());
        provider.trunk().configure(changed.minDelay(), changed.allQuotas(), time);
        provider.trunk().adapt(changed.adaptive());
        changed.groups().keySet().forEach(this::group);
        for (Group group : new ArrayList<>(groups.values())) {
            apply(group, changed.groups().get(group.stage().name()), now);
        }
        changed.leases().keySet().forEach(kind -> leases.computeIfAbsent(kind, key -> new Gate(new Stage(key), busy)));
        leases.forEach((kind, gate) -> gate.trunk().configure(changed.leases().getOrDefault(kind, 0), 0));
    }

    private void apply(Group group, @Nullable GroupConfig limits, long now) {
        Stage stage = group.stage();
        stage.configure(limits == null ? Integer.MAX_VALUE : limits.concurrency(), 0);
        stage.configure(
                limits == null ? Duration.ZERO : limits.delay(), limits == null ? List.of() : limits.quotas(), time);
        stage.adapt(limits == null ? null : limits.adaptive());
        group.place(limits != null, limits != null && limits.apart());
        provider.drop(stage);
        stage.quotas().share(group.isApart() ? budget() : null);
        if (group.isApart()) {
            stage.pause(now, provider.trunk().pauseWait(now));
            provider.trunk().quotas().allowances().forEach(stage.quotas()::allow);
        }
    }

    /** What all requests of the account may spend. */
    private @Nullable WindowQuota budget() {
        return config.budget() == null ? null : provider.trunk().quotas().window(BudgetConfig.USD);
    }

    /** Told of every stage with quotas. */
    void forEachStage(Consumer<Stage> hearer) {
        hearer.accept(provider.trunk());
        groups.values().forEach(group -> hearer.accept(group.stage()));
    }

    // ---- what servers said

    /** The stages of a target, of which something is lowered from now on. */
    List<Stage> lower(Target target) {
        if (target instanceof Target.Subgroup) {
            return List.of();
        }
        lowered = true;
        if (target instanceof Target.Group named) {
            return List.of(group(named.name()).stage());
        }
        List<Stage> all = new ArrayList<>(List.of(provider.trunk()));
        groups.values().stream().filter(Group::isApart).map(Group::stage).forEach(all::add);
        return all;
    }

    /** Holds a subgroup's starts for so long; all other targets are held by their {@linkplain #lower stages}. */
    void pause(Target target, long now, long nanos) {
        if (target instanceof Target.Subgroup part) {
            group(part.group()).pause(part.name(), now, nanos);
        }
    }

    boolean isLowered() {
        return lowered;
    }

    /** Ends what a server's word lowered for a time that is over. */
    void refresh(long now) {
        lowered = refresh(provider.trunk(), now);
        for (Group group : List.copyOf(groups.values())) {
            lowered |= refresh(group.stage(), now);
            prune(group, now);
        }
    }

    private static boolean refresh(Stage stage, long now) {
        stage.refresh(now);
        return stage.isLowered();
    }

    /** Nanoseconds until time alone may let somebody through, as of the last round; a century at most. */
    long wake(long now) {
        long wake = WaitBound.FOREVER_NANOS;
        for (Gate gate : busy) {
            wake = Math.min(wake, gate.wake());
        }
        if (lowered && !busy.isEmpty()) {
            wake = Math.min(wake, provider.trunk().recoveryWait(now));
            for (Group group : groups.values()) {
                wake = Math.min(wake, group.stage().recoveryWait(now));
            }
        }
        return wake;
    }

    // ---- for the snapshot

    Map<String, LimiterSnapshot.Stage> groups(SnapshotTaker taker) {
        Map<String, LimiterSnapshot.Stage> stages = new LinkedHashMap<>();
        groups.forEach((key, group) -> {
            taker.charged(key + "/", group.stage());
            Collection<Lane> lanes = List.of(group.isApart() ? group.own().main() : provider.lane(group.stage()));
            stages.put(key, taker.group(group, lanes));
        });
        return stages;
    }

    Map<String, LimiterSnapshot.Stage> leases(SnapshotTaker taker) {
        Map<String, LimiterSnapshot.Stage> stages = new LinkedHashMap<>();
        leases.forEach((kind, gate) -> stages.put(kind, taker.stage(gate.trunk(), gate.allLanes())));
        return stages;
    }
}

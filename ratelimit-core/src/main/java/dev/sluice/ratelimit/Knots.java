package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which waiting scopes are stuck, at one instant over all accounts, with all their locks held.
 *
 * <p>Only scopes that wait and have something open count: permits come back by themselves, leases of no scope may be closed by anybody, and a
 * scope that waits for nothing gives back what it has. Time never counts, and no bound on waiting does: that somebody gives up is no way on.
 */
final class Knots {
    private final Map<LimitScope, List<Opened>> opened = new LinkedHashMap<>();
    private final Map<LimitScope, Set<Waiter>> waiting = new LinkedHashMap<>();
    private final Set<LimitScope> stuck;

    Knots(Collection<Account> accounts) {
        accounts.forEach(account -> account.parties().byScope().forEach(this::meet));
        waiting.keySet().retainAll(opened.keySet());
        opened.keySet().retainAll(waiting.keySet());
        stuck = opened.isEmpty() ? Set.of() : graph().stuck();
    }

    private void meet(LimitScope scope, Party party) {
        if (!party.opened().isEmpty()) {
            opened.computeIfAbsent(scope, key -> new ArrayList<>()).addAll(party.opened());
        }
        for (Ticket ticket : party.waiting()) {
            waiting.computeIfAbsent(scope, key -> new LinkedHashSet<>()).add(ticket.waiter());
        }
    }

    private ResourceGraph<Units, LimitScope> graph() {
        ResourceGraph<Units, LimitScope> graph = new ResourceGraph<>();
        Map<Units, Integer> known = new LinkedHashMap<>();
        Map<LimitScope, List<Units>> held = new LinkedHashMap<>();
        opened.forEach((scope, all) -> held.put(scope, units(all, known)));
        Map<LimitScope, List<Set<Units>>> wanted = new LinkedHashMap<>();
        waiting.forEach((scope, all) -> wanted.put(
                scope, all.stream().map(waiter -> wants(waiter, known)).toList()));
        known.forEach(graph::resource);
        held.forEach((scope, units) -> units.forEach(unit -> graph.holds(scope, unit)));
        wanted.forEach((scope, wants) -> wants.forEach(want -> graph.wants(scope, want)));
        return graph;
    }

    private static List<Units> units(List<Opened> all, Map<Units, Integer> known) {
        List<Units> units = new ArrayList<>();
        for (Opened open : all) {
            Priority priority = open.grant().request().priority();
            open.grant()
                    .holds()
                    .forEach(hold -> Units.each(hold.stage(), priority, (unit, count) -> {
                        known.put(unit, count);
                        units.add(unit);
                    }));
        }
        return units;
    }

    /** All the concurrency that a waiter needs; what its scope holds for it already it does not need. */
    private static Set<Units> wants(Waiter waiter, Map<Units, Integer> known) {
        Set<Units> wants = new HashSet<>();
        for (Ticket ticket : waiter.tickets()) {
            LimitScope scope = ticket.scope;
            Party party =
                    scope == null ? null : ticket.account.parties().byScope().get(scope);
            Opened hold = party == null ? null : party.anyHold(ticket);
            for (Stage stage : ticket.stages()) {
                if (hold == null || !hold.covers(stage)) {
                    Units.each(stage, ticket.priority(), (unit, count) -> {
                        known.put(unit, count);
                        wants.add(unit);
                    });
                }
            }
        }
        return wants;
    }

    boolean isStuck(LimitScope scope) {
        return stuck.contains(scope);
    }

    /** The request in the knot that came last; null if there is no knot. */
    @Nullable
    Waiter youngest() {
        return stuck.stream()
                .flatMap(scope -> waiting.getOrDefault(scope, Set.of()).stream())
                .max(Comparator.comparingLong(Waiter::sequence))
                .orElse(null);
    }

    /** Who holds and who wants what, this scope first. */
    String describe(@Nullable LimitScope first) {
        Stream<LimitScope> others = stuck.stream().filter(scope -> scope != first);
        return Stream.concat(Stream.ofNullable(first), others)
                .map(this::describeOne)
                .collect(Collectors.joining("; "));
    }

    private String describeOne(LimitScope scope) {
        String holds = opened.getOrDefault(scope, List.of()).stream()
                .map(Opened::describe)
                .collect(Collectors.joining(" and "));
        String wants = waiting.getOrDefault(scope, Set.of()).stream()
                .map(Waiter::describe)
                .collect(Collectors.joining(" or "));
        return scope + " holds " + holds + " and wants " + wants;
    }
}

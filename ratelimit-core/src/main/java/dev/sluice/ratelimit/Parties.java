package dev.sluice.ratelimit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scopes that have something open at one account or wait there. Guarded by the account's lock. */
final class Parties {
    private final Map<LimitScope, Party> byScope = new HashMap<>();
    private final Map<Grant, Opened> byGrant = new HashMap<>();
    private final Deadlocks deadlocks;
    private int holds;

    Parties(Deadlocks deadlocks) {
        this.deadlocks = deadlocks;
    }

    Map<LimitScope, Party> byScope() {
        return byScope;
    }

    /** Whether any hold is open; while none is, nothing here matters to a grant. */
    boolean anyHold() {
        return holds > 0;
    }

    /** The hold whose unit a request that is about to be queued could use at once. */
    @Nullable
    Opened idleHold(Ticket ticket) {
        LimitScope scope = ticket.scope;
        Party party = scope == null ? null : byScope.get(scope);
        return party == null ? null : party.idleHold(ticket);
    }

    /** Whether its scope has a hold, idle or in use, whose unit it can use sooner or later. */
    boolean hasHold(Ticket ticket) {
        LimitScope scope = ticket.scope;
        Party party = scope == null ? null : byScope.get(scope);
        return party != null && party.anyHold(ticket) != null;
    }

    void waits(Ticket ticket) {
        if (ticket.scope != null) {
            byScope.computeIfAbsent(ticket.scope, key -> new Party()).waiting().add(ticket);
            ticket.scope.waits();
        }
    }

    void waitsNoMore(Ticket ticket) {
        Party party = ticket.scope == null ? null : byScope.get(ticket.scope);
        if (ticket.scope != null && party != null && party.waiting().remove(ticket)) {
            ticket.scope.waitsNoMore();
            forgetIfGone(ticket.scope, party);
        }
    }

    /** A lease or hold was granted. */
    void opened(Opened open) {
        byScope.computeIfAbsent(open.scope(), key -> new Party()).opened().add(open);
        byGrant.put(open.grant(), open);
        holds += open.isHold() ? 1 : 0;
        open.scope().opened();
        deadlocks.opened();
        reconsider(open.scope());
    }

    /** An exchange was granted, which uses the unit of this hold. */
    void started(Grant exchange, Opened hold) {
        hold.exchangeBegan();
        exchange.reuse(hold);
        reconsider(hold.scope());
    }

    /** A grant is over; returns those whose units are free by that: it may use a hold's, and its own may be in use. */
    List<Grant> over(Grant grant) {
        Opened hold = grant.reused();
        if (hold != null) {
            boolean last = hold.exchangeEnded();
            reconsider(hold.scope());
            return last ? List.of(grant, hold.grant()) : List.of(grant);
        }
        Opened open = byGrant.remove(grant);
        return open == null || ended(open) ? List.of(grant) : List.of();
    }

    private boolean ended(Opened open) {
        boolean free = open.end();
        holds -= open.isHold() ? 1 : 0;
        open.scope().ended();
        deadlocks.ended();
        Party party = byScope.get(open.scope());
        if (party != null) {
            party.opened().remove(open);
            forgetIfGone(open.scope(), party);
        }
        reconsider(open.scope());
        return free;
    }

    /** Whether open holds alone leave no room for a request of this priority: then only their ends make room. */
    boolean areFull(Stage stage, Priority priority) {
        int all = 0;
        int lower = 0;
        for (Opened open : byGrant.values()) {
            if (open.isHold() && open.covers(stage)) {
                all++;
                lower += open.grant().request().priority() == Priority.CRITICAL ? 0 : 1;
            }
        }
        return all > 0 && !stage.wouldHaveRoom(priority, all, lower);
    }

    /** A hold became idle or busy, came or went: those that wait in its scope stand where they belong now. */
    void reconsider(LimitScope scope) {
        Party party = byScope.get(scope);
        if (party != null) {
            for (Ticket ticket : party.waiting()) {
                Opened hold = party.idleHold(ticket);
                if (hold != ticket.reuse()) {
                    ticket.gate().requeue(ticket, hold);
                }
            }
        }
    }

    private void forgetIfGone(LimitScope scope, Party party) {
        if (party.isGone()) {
            byScope.remove(scope);
        }
    }
}

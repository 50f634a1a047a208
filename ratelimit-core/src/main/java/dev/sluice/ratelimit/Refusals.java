package dev.sluice.ratelimit;

import java.time.Duration;

/** Finds out what stands between a request of an account and its permit. Guarded by the account's lock. */
final class Refusals {
    private final String name;
    private final Places places;

    Refusals(String name, Places places) {
        this.name = name;
        this.places = places;
    }

    boolean canEver(Ticket ticket) {
        return places.isConfigured(ticket)
                && ticket.canEver(ticket.gate().trunk())
                && ticket.canEver(ticket.lane().stage());
    }

    /** Why this ticket cannot be granted now. */
    Refusal of(Ticket ticket, long now, boolean queued, boolean closed) {
        Gate gate = ticket.gate();
        int others = gate.size() - (queued ? 1 : 0);
        long wait = queued
                ? Math.max(ticket.lane().delay(now, ticket), ticket.delay(gate.trunk(), now))
                : gate.estimate(ticket, now);
        Stage stage = blockingStage(ticket, now);
        String place = stage.name().isEmpty() ? name : name + "/" + stage.name();
        RefusalReason reason = closed ? RefusalReason.CLOSED : reason(ticket, stage, now);
        return new Refusal(place, reason, Duration.ofNanos(wait), others);
    }

    private RefusalReason reason(Ticket ticket, Stage stage, long now) {
        if (!places.isConfigured(ticket)) {
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
}

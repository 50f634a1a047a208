package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;

/** Finds out what stands between a request of an account and its permit. Guarded by the account's lock. */
final class Refusals {
    private final String name;
    private final Places places;
    private final TimeSource time;

    Refusals(String name, Places places, TimeSource time) {
        this.time = time;
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
        long wait = queued ? ticket.delay(now) : gate.estimate(ticket, now);
        Stage stage = blockingStage(ticket, now);
        String place = stage.name().isEmpty() ? name : name + "/" + stage.name();
        RefusalReason reason = closed ? RefusalReason.CLOSED : reason(ticket, stage, now);
        if (reason != RefusalReason.CLOSED && isPausedAlone(ticket, now)) {
            return new Refusal(name + "/" + ticket.subgroup(), RefusalReason.PAUSED, Duration.ofNanos(wait), others);
        }
        Refusal refusal = new Refusal(place, reason, Duration.ofNanos(wait), others);
        boolean spent = reason == RefusalReason.QUOTA || reason == RefusalReason.EXCEEDS_QUOTA;
        WindowQuota budget = spent ? stage.spentBudget(now, ticket.request) : null;
        return budget == null ? refusal : refusal.beyond(state(budget, ticket.request, now));
    }

    /** Whether the pause of its subgroup keeps it longest. */
    private boolean isPausedAlone(Ticket ticket, long now) {
        long pause = ticket.pauseWait(now);
        return pause > 0 && pause == ticket.delay(now) && canEver(ticket);
    }

    private BudgetState state(WindowQuota budget, AcquireRequest request, long now) {
        long asked = budget.demand(request);
        boolean ever = asked <= budget.capacity();
        return new BudgetState(
                budget.id(),
                Money.amount(budget.capacity()),
                budget.config().per(),
                Money.amount(budget.used(now)),
                Money.amount(asked),
                ever ? time.instant().plusNanos(budget.delay(now, asked)) : null);
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

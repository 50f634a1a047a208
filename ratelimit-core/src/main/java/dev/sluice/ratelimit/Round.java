package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over some accounts with their locks held: a change, then every grant that is possible at this one reading of the clock. During
 * a round resources are only taken, so what cannot be granted once cannot be granted later in it.
 */
final class Round {
    private final List<Account> held;
    private final long now;
    private final long begun;
    private final Effects effects;
    private Set<Account> missing = Set.of();
    private List<Ticket> deferred = List.of();

    /**
     * @param now the stamp of all grants
     * @param begun when the operation began that this round is part of; a bound that held then is kept
     */
    Round(List<Account> held, long now, long begun, Effects effects) {
        this.held = held;
        this.now = now;
        this.begun = begun;
        this.effects = effects;
    }

    long now() {
        return now;
    }

    /** Grants what can be granted. If composed waiters are involved in more accounts than are held, stops and returns these. */
    Set<Account> grantAll() {
        held.forEach(account -> account.refresh(now));
        for (Account account : held) {
            for (Gate gate : account.busyGates()) {
                gate.beginRound();
                gate.firm().forEach(ticket -> require(ticket.waiter()));
            }
        }
        while (missing.isEmpty()) {
            deferred = List.of();
            boolean granted = drainAll();
            // Only turns of composed waiters can come by what else was granted.
            if (deferred.isEmpty() || !missing.isEmpty() || !(granted || breakTie())) {
                break;
            }
        }
        if (missing.isEmpty()) {
            held.forEach(account -> account.arm(now));
        }
        return missing;
    }

    private boolean drainAll() {
        boolean granted = false;
        for (Account account : held) {
            for (Gate gate : account.busyGates()) {
                granted |= drain(gate);
            }
        }
        return granted;
    }

    private boolean require(Waiter waiter) {
        if (!waiter.isComposed() || held.containsAll(waiter.accounts())) {
            return true;
        }
        if (missing.isEmpty()) {
            missing = new HashSet<>();
        }
        missing.addAll(waiter.accounts());
        return false;
    }

    private boolean drain(Gate gate) {
        boolean granted = false;
        for (Ticket ticket = gate.pick(now, this); ticket != null; ticket = gate.pick(now, this)) {
            Waiter waiter = ticket.waiter();
            if (!require(waiter)) {
                return granted;
            }
            if (waiter.isTooLate(this, begun)) {
                refuse(waiter);
            } else if (waiter.isComposed() && othersAbsent(ticket)) {
                gate.standAside(ticket, this);
            } else if (waiter.isComposed() && othersLater(ticket)) {
                defer(ticket);
                return granted;
            } else {
                grant(waiter);
                granted = true;
            }
        }
        return granted;
    }

    private void defer(Ticket ticket) {
        if (deferred.isEmpty()) {
            deferred = new ArrayList<>();
        }
        deferred.add(ticket);
    }

    private boolean othersAbsent(Ticket ticket) {
        return ticket.waiter().tickets().stream().anyMatch(other -> other != ticket && isAbsent(other));
    }

    /** Whether it could not even go if it were its turn; or nobody can, who may be waiting for time before it. */
    private boolean isAbsent(Ticket ticket) {
        return !ticket.gate().couldGo(ticket, now, this) || ticket.gate().pick(now, this) == null;
    }

    private boolean othersLater(Ticket ticket) {
        return ticket.waiter().tickets().stream()
                .anyMatch(other -> other != ticket && other.gate().pick(now, this) != other);
    }

    /** Composed waiters that wait for each other's turn, which priorities can bring about: the oldest lets the others pass. */
    private boolean breakTie() {
        @Nullable
        Ticket oldest = deferred.stream()
                .min(Comparator.comparingLong(ticket -> ticket.waiter().sequence()))
                .orElse(null);
        if (oldest != null) {
            oldest.gate().standAside(oldest, this);
        }
        return oldest != null;
    }

    private void grant(Waiter waiter) {
        List<HeldPermit> permits = new ArrayList<>(1);
        waiter.tickets().forEach(ticket -> ticket.gate().remove(ticket));
        for (Ticket ticket : waiter.tickets()) {
            HeldPermit permit = ticket.account.grant(ticket, now);
            if (waiter.site() != null) {
                permit.grant().askedAt(waiter.site());
            }
            permits.add(permit);
            ticket.gate().granted(ticket);
            for (Ticket impatient : ticket.gate().impatient()) {
                impatient.waiter().tickets().forEach(part -> part.gate().makeFirm(part));
            }
        }
        waiter.grant(permits);
        effects.granted(waiter);
    }

    /** Puts a new waiter in its queues, or refuses it if its wait is known not to fit. */
    void arrive(Waiter waiter, long sequence) {
        waiter.arrive(this, sequence);
        Set<Gate> gates = new HashSet<>();
        for (Ticket ticket : waiter.tickets()) {
            ticket.account.route(ticket);
            if (!gates.add(ticket.gate())) {
                throw new IllegalArgumentException(
                        ticket.account.name() + ": twice in one composed request (expected: one start per gate)");
            }
        }
        Ticket misfit = waiter.tickets().stream()
                .filter(ticket -> doesNotFit(ticket, waiter.deadline() - waiter.arrived()))
                .findFirst()
                .orElse(null);
        if (misfit == null) {
            waiter.tickets().forEach(Round::queue);
            effects.waiting(waiter);
        } else {
            refused(waiter, misfit.account.refusal(misfit, now, false));
        }
    }

    /** From the first waiter on, permits that are given out later must not keep lost ones from being found. */
    private static void queue(Ticket ticket) {
        if (ticket.account.isQuiet()) {
            ticket.account.turnPage();
        }
        ticket.gate().add(ticket);
    }

    private boolean doesNotFit(Ticket ticket, long left) {
        return ticket.account.isClosed()
                || !ticket.account.canEver(ticket)
                || left < 0
                || (left < WaitBound.FOREVER_NANOS && ticket.gate().estimate(ticket, now) > left);
    }

    /** Refuses a waiter that still waits. */
    void refuse(Waiter waiter) {
        if (waiter.state() == Waiter.State.WAITING) {
            refuse(waiter, refusal(waiter));
        }
    }

    /** Refuses a waiter that still waits, and would for ever. */
    void refuse(Waiter waiter, String knot) {
        refuse(waiter, refusal(waiter).wouldDeadlock(knot));
    }

    private Refusal refusal(Waiter waiter) {
        return waiter.tickets().stream()
                .map(ticket -> ticket.account.refusal(ticket, now, true))
                .max(Comparator.comparing((Refusal part) -> part.reason() != RefusalReason.QUEUED)
                        .thenComparing(Refusal::waitNeeded))
                .orElseThrow();
    }

    private void refuse(Waiter waiter, Refusal why) {
        waiter.tickets().forEach(ticket -> ticket.gate().remove(ticket));
        refused(waiter, why);
    }

    private void refused(Waiter waiter, Refusal why) {
        waiter.tickets().forEach(ticket -> ticket.account.refused(ticket));
        waiter.refuse(why);
        effects.refused(waiter);
    }

    /** Takes a waiter out that still waits. */
    void abandon(Waiter waiter) {
        if (waiter.state() == Waiter.State.WAITING) {
            waiter.tickets().forEach(ticket -> ticket.gate().remove(ticket));
            waiter.tickets().forEach(ticket -> ticket.account.abandoned(ticket));
            waiter.abandon();
            effects.abandoned(waiter);
        }
    }
}

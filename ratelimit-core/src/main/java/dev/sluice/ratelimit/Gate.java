package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage with its queues: lanes of groups that have limits of their own under it, and the lane of all other requests. Guarded by its
 * account's lock.
 *
 * <p>A lane that cannot move does not hold the others up, but a waiter that its lane lets through and the trunk does not yet is waited for:
 * otherwise small requests would starve big ones. Composed waiters that only another account keeps from going stand aside; when they have been
 * passed {@link Waiter#PATIENCE} times, nobody goes past them any more who could delay them.
 */
final class Gate {
    private final Stage trunk;
    private final Lane main = new Lane(null);
    private final Holders holders = new Holders();
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Turns turns = new Turns();
    private final List<Ticket> firm = new ArrayList<>();
    private final List<Ticket> aside = new ArrayList<>();
    private final List<Gate> busy;
    private long picks;
    private long wake = WaitBound.FOREVER_NANOS;
    private int size;

    /**
     * @param busy where this gate stands while anybody waits at it
     */
    Gate(Stage trunk, List<Gate> busy) {
        this.trunk = trunk;
        this.busy = busy;
    }

    Stage trunk() {
        return trunk;
    }

    Lane main() {
        return main;
    }

    /** The lane of a group whose stage stands under this gate. */
    Lane lane(Stage group) {
        return lanes.computeIfAbsent(group.name(), name -> new Lane(group));
    }

    void drop(Stage group) {
        lanes.remove(group.name());
    }

    int size() {
        return size;
    }

    /** Nanoseconds until time alone may let somebody through, as of the last round. */
    long wake() {
        return size == 0 ? WaitBound.FOREVER_NANOS : wake;
    }

    List<Ticket> firm() {
        return firm;
    }

    void add(Ticket ticket) {
        ticket.reuse(ticket.account.parties().idleHold(ticket));
        ticket.account.parties().waits(ticket);
        ticket.lane().joined();
        enter(ticket);
        if (size++ == 0) {
            busy.add(this);
        }
        if (ticket.waiter().isOutOfPatience()) {
            makeFirm(ticket);
        }
    }

    /** A ticket that waits gets a hold to use, or loses it. */
    void requeue(Ticket ticket, @Nullable Opened hold) {
        leave(ticket);
        ticket.reuse(hold);
        enter(ticket);
    }

    private void enter(Ticket ticket) {
        if (ticket.reuse() == null) {
            ticket.lane().queue(ticket.priority()).add(ticket);
        } else {
            holders.add(ticket);
        }
    }

    private void leave(Ticket ticket) {
        if (ticket.reuse() == null) {
            ticket.lane().queue(ticket.priority()).remove(ticket);
        } else {
            holders.remove(ticket);
        }
    }

    void remove(Ticket ticket) {
        leave(ticket);
        ticket.lane().left();
        ticket.account.parties().waitsNoMore(ticket);
        if (--size == 0) {
            busy.remove(this);
        }
        if (ticket.waiter().isComposed()) {
            firm.remove(ticket);
            aside.remove(ticket);
        }
    }

    void beginRound() {
        aside.clear();
        wake = WaitBound.FOREVER_NANOS;
    }

    /** A composed waiter lets the others pass for this round. */
    void standAside(Ticket ticket, Round round) {
        ticket.standAside(round);
        aside.add(ticket);
    }

    /** Whose turn it is, if this gate could let it through now. */
    @Nullable
    Ticket pick(long now, Round round) {
        for (Ticket ticket : firm) {
            if (couldGo(ticket, now, round)) {
                return ticket;
            }
        }
        picks++;
        for (Priority priority : turns.order()) {
            Ticket candidate = next(priority, now, round);
            if (candidate != null) {
                return wakes(candidate.delay(trunk, now)) ? null : candidate;
            }
        }
        return null;
    }

    /** Who of this priority finds concurrency, here and in its group, and time in its group: rather one that has a hold. */
    private @Nullable Ticket next(Priority priority, long now, Round round) {
        Ticket holder = holders.isEmpty() ? null : holder(priority, now, round);
        if (holder != null && !holders.areOthersDue()) {
            return holder;
        }
        Ticket other = trunk.hasRoom(priority) ? oldest(priority, now, round) : null;
        return other == null ? holder : other;
    }

    private @Nullable Ticket holder(Priority priority, long now, Round round) {
        for (Ticket ticket = holders.queue(priority).first(); ticket != null; ticket = ticket.next) {
            Lane lane = ticket.lane();
            if (!ticket.standsAsideIn(round) && !lane.isLateIn(picks)) {
                if (wakes(lane.delay(now, ticket))) {
                    lane.stuckIn(picks, true);
                } else if (!wakes(ticket.pauseWait(now)) && lane.hasRoom(ticket) && mayPass(ticket, now)) {
                    return ticket;
                }
            }
        }
        return null;
    }

    /** Whether this gate could let a ticket through now if it were its turn. */
    boolean couldGo(Ticket ticket, long now, Round round) {
        return !ticket.standsAsideIn(round) && isReady(ticket, now) && mayPass(ticket, now);
    }

    /** Counts a grant, and those it went past. */
    void granted(Ticket ticket) {
        turns.granted(ticket.priority(), anyWaits(Priority.NORMAL), anyWaits(Priority.BACKGROUND));
        holders.granted(ticket);
        for (Ticket passed : aside) {
            passed.waiter().wasPassed();
        }
    }

    /** Composed waiters that have just run out of patience. */
    List<Ticket> impatient() {
        return aside.isEmpty()
                ? List.of()
                : aside.stream()
                        .filter(ticket -> ticket.waiter().isOutOfPatience() && !firm.contains(ticket))
                        .toList();
    }

    void makeFirm(Ticket ticket) {
        if (!firm.contains(ticket)) {
            firm.add(ticket);
            firm.sort(Comparator.comparingLong(member -> member.waiter().sequence()));
        }
    }

    private @Nullable Ticket oldest(Priority priority, long now, Round round) {
        Ticket oldest = eligible(main, priority, now, round);
        for (Lane lane : lanes.values()) {
            Ticket front = eligible(lane, priority, now, round);
            if (front != null
                    && (oldest == null
                            || front.waiter().sequence() < oldest.waiter().sequence())) {
                oldest = front;
            }
        }
        return oldest;
    }

    private @Nullable Ticket eligible(Lane lane, Priority priority, long now, Round round) {
        Ticket front = lane.isStuckIn(picks) ? null : lane.queue(priority).front(round);
        while (front != null) {
            if (wakes(front.pauseWait(now))) {
                front = WaitQueue.next(front, round); // one model's pause keeps nobody back who asks for another
                continue;
            }
            boolean late = wakes(lane.delay(now, front));
            boolean able = !late && lane.hasRoom(front);
            if (able && mayPass(front, now)) {
                return front;
            }
            if (!able || !isNewHold(front)) {
                lane.stuckIn(picks, late);
                return null;
            }
            front = WaitQueue.next(front, round); // who is only kept back keeps nobody back who may pass
        }
        return null;
    }

    private boolean isReady(Ticket ticket, long now) {
        boolean timely = !wakes(ticket.delay(now));
        return timely && ticket.lane().hasRoom(ticket) && ticket.hasRoom(trunk);
    }

    /** Whether this grant cannot delay any firm waiter before it: only if what else that one waits for takes longer than any harm lasts. */
    private boolean mayPass(Ticket ticket, long now) {
        for (Ticket barrier : firm) {
            if (barrier.waiter() == ticket.waiter()) {
                return true;
            }
            if (waitsForHolds(barrier.waiter()) && !isNewHold(ticket)) {
                continue;
            }
            Stage group = barrier.lane() == ticket.lane() ? barrier.lane().stage() : null;
            long horizon = Math.max(trunk.horizon(now), group == null ? 0 : group.horizon(now));
            if (elsewhere(barrier, group, now) <= horizon) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether it waits for the end of a hold. Then those go on that do not take a hold, and those that have something open already: the one it waits for may
     * be one of them, or wait for one of them.
     */
    private static boolean waitsForHolds(Waiter waiter) {
        for (Ticket part : waiter.tickets()) {
            Parties parties = part.account.parties();
            for (Stage stage : parties.anyHold() ? part.stages() : List.<Stage>of()) {
                if (part.needsUnit(stage) && parties.areFull(stage, part.priority())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNewHold(Ticket ticket) {
        return ticket.isHold() && ticket.scope != null && !ticket.scope.holdsSomething();
    }

    /** How long a firm waiter still waits by time for stages other than this trunk and, if shared, its group's. */
    private long elsewhere(Ticket barrier, @Nullable Stage sharedGroup, long now) {
        long wait = 0;
        for (Ticket part : barrier.waiter().tickets()) {
            wait = Math.max(wait, part.pauseWait(now));
            if (part.lane().stage() != sharedGroup) {
                wait = Math.max(wait, part.lane().delay(now, part));
            }
            if (part != barrier) {
                wait = Math.max(wait, part.delay(part.gate().trunk, now));
            }
        }
        return wait;
    }

    private boolean wakes(long wait) {
        if (wait > 0) {
            wake = Math.min(wake, wait);
        }
        return wait > 0;
    }

    private boolean anyWaits(Priority priority) {
        boolean any = main.queue(priority).size() + holders.queue(priority).size() > 0;
        for (Lane lane : lanes.values()) {
            any |= lane.queue(priority).size() > 0;
        }
        return any;
    }

    /** Nobody waits, so nobody has been passed. */
    void forgetTurns() {
        turns.reset();
    }

    List<Lane> allLanes() {
        List<Lane> all = new ArrayList<>(lanes.values());
        all.add(main);
        all.add(holders.queues());
        return all;
    }

    List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>(main.tickets());
        all.addAll(holders.queues().tickets());
        lanes.values().forEach(lane -> all.addAll(lane.tickets()));
        return all;
    }

    /** The least wait of this ticket if it joined now, behind those of its priority that are surely before it. */
    long estimate(Ticket ticket, long now) {
        Lane lane = ticket.lane();
        if (ticket.isHold() || ticket.account.parties().hasHold(ticket)) {
            return ticket.delay(now);
        }
        List<Lane> own = ticket.mayPassOthers(now) ? List.of() : List.of(lane); // else nobody is surely before it there
        List<Lane> all = new ArrayList<>(own);
        if (lane != main) {
            all.add(main);
        }
        long wait = Math.max(ticket.pauseWait(now), estimate(trunk, all, ticket, now));
        Stage group = lane.stage();
        return group == null ? wait : Math.max(wait, estimate(group, own, ticket, now));
    }

    private static long estimate(Stage stage, List<Lane> before, Ticket ticket, long now) {
        return stage.estimate(
                now,
                ticket.request,
                before.stream().map(lane -> lane.queue(ticket.priority())).toList());
    }
}

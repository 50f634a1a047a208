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
        ticket.lane().queue(ticket.priority()).add(ticket);
        if (size++ == 0) {
            busy.add(this);
        }
        if (ticket.waiter().isOutOfPatience()) {
            makeFirm(ticket);
        }
    }

    void remove(Ticket ticket) {
        ticket.lane().queue(ticket.priority()).remove(ticket);
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
            if (!ticket.standsAsideIn(round) && isReady(ticket, now) && mayPass(ticket, now)) {
                return ticket;
            }
        }
        picks++;
        for (Priority priority : turns.order()) {
            Ticket candidate = oldest(priority, now, round);
            if (candidate == null) {
                continue;
            }
            if (trunk.isFull()) {
                return null;
            }
            if (trunk.hasRoom(priority)) {
                return wakes(trunk.delay(now, candidate.request)) ? null : candidate;
            }
        }
        return null;
    }

    /** Counts a grant, and those it went past. */
    void granted(Ticket ticket) {
        turns.granted(ticket.priority(), anyWaits(Priority.NORMAL), anyWaits(Priority.BACKGROUND));
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
        Ticket front = lane.queue(priority).front(round);
        if (front == null || lane.isStuckIn(picks)) {
            return null;
        }
        if (wakes(lane.delay(now, front)) || !lane.hasRoom(front) || !mayPass(front, now)) {
            lane.stuckIn(picks);
            return null;
        }
        return front;
    }

    private boolean isReady(Ticket ticket, long now) {
        boolean timely = !wakes(ticket.lane().delay(now, ticket)) && !wakes(trunk.delay(now, ticket.request));
        return timely && ticket.lane().hasRoom(ticket) && trunk.hasRoom(ticket.priority());
    }

    /** Whether this grant cannot delay any firm waiter before it: only if what else that one waits for takes longer than any harm lasts. */
    private boolean mayPass(Ticket ticket, long now) {
        for (Ticket barrier : firm) {
            if (barrier.waiter() == ticket.waiter()) {
                return true;
            }
            Stage group = barrier.lane() == ticket.lane() ? barrier.lane().stage() : null;
            long horizon = Math.max(trunk.horizon(now), group == null ? 0 : group.horizon(now));
            if (elsewhere(barrier, group, now) <= horizon) {
                return false;
            }
        }
        return true;
    }

    /** How long a firm waiter still waits by time for stages other than this trunk and, if shared, its group's. */
    private long elsewhere(Ticket barrier, @Nullable Stage sharedGroup, long now) {
        long wait = 0;
        for (Ticket part : barrier.waiter().tickets()) {
            if (part.lane().stage() != sharedGroup) {
                wait = Math.max(wait, part.lane().delay(now, part));
            }
            if (part != barrier) {
                wait = Math.max(wait, part.gate().trunk.delay(now, part.request));
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
        boolean any = main.queue(priority).size() > 0;
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
        return all;
    }

    List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>(main.tickets());
        lanes.values().forEach(lane -> all.addAll(lane.tickets()));
        return all;
    }

    /** The least wait of this ticket if it joined now, behind those of its priority that are surely before it. */
    long estimate(Ticket ticket, long now) {
        Lane lane = ticket.lane();
        long wait = estimate(trunk, lane == main ? List.of(main) : List.of(main, lane), ticket, now);
        Stage group = lane.stage();
        return group == null ? wait : Math.max(wait, estimate(group, List.of(lane), ticket, now));
    }

    private static long estimate(Stage stage, List<Lane> before, Ticket ticket, long now) {
        return stage.estimate(
                now,
                ticket.request,
                before.stream().map(lane -> lane.queue(ticket.priority())).toList());
    }
}

package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** First come, first served, of one priority; a doubly linked list, so that leaving costs the same wherever one stands. */
final class WaitQueue {
    private @Nullable Ticket first;
    private @Nullable Ticket last;
    private int size;
    private int alone;
    private long weights;
    private final Map<String, Cost> extraCosts = new HashMap<>(); // beyond the weight

    @Nullable
    Ticket first() {
        return first;
    }

    int size() {
        return size;
    }

    /** Waiters that will start here and wait for this limiter only; the composed ones may be passed. */
    int alone() {
        return alone;
    }

    /** What all of these that are {@link #alone} will charge a quota, in one step however many they are. */
    long demand(Quota quota) {
        long counted = quota.isMoney() ? 0 : weights;
        Cost extra = extraCosts.isEmpty() ? null : extraCosts.get(quota.id());
        if (extra != null) {
            counted += quota.isMoney() ? extra.nanos() : extra.permits();
        }
        return counted < 0 ? Cost.MOST : counted;
    }

    private void count(Ticket ticket, int sign) {
        if (ticket.waiter().isComposed() || ticket.isHold()) {
            return; // the one may be passed, the other starts nothing
        }
        AcquireRequest request = ticket.request;
        alone += sign;
        weights += (long) sign * request.weight();
        request.costs()
                .forEach((id, cost) -> extraCosts.merge(
                        id,
                        new Cost(sign * (cost.permits() - request.weight()), sign * cost.nanos()),
                        WaitQueue::sumOrNothing));
    }

    private static @Nullable Cost sumOrNothing(Cost one, Cost other) {
        Cost sum = new Cost(one.permits() + other.permits(), one.nanos() + other.nanos());
        return sum.permits() == 0 && sum.nanos() == 0 ? null : sum;
    }

    /** Enters a ticket in the order of arrival: at the end, unless it stood in another queue before. */
    void add(Ticket ticket) {
        Ticket before = last;
        while (before != null && before.waiter().sequence() > ticket.waiter().sequence()) {
            before = before.previous;
        }
        Ticket after = before == null ? first : before.next;
        ticket.previous = before;
        ticket.next = after;
        if (before == null) {
            first = ticket;
        } else {
            before.next = ticket;
        }
        if (after == null) {
            last = ticket;
        } else {
            after.previous = ticket;
        }
        size++;
        count(ticket, 1);
    }

    void remove(Ticket ticket) {
        if (ticket.previous == null) {
            first = ticket.next;
        } else {
            ticket.previous.next = ticket.next;
        }
        if (ticket.next == null) {
            last = ticket.previous;
        } else {
            ticket.next.previous = ticket.previous;
        }
        ticket.previous = null;
        ticket.next = null;
        size--;
        count(ticket, -1);
    }

    /** The first that does not stand aside in this round. */
    @Nullable
    Ticket front(Round round) {
        return from(first, round);
    }

    /** The next behind this one that does not stand aside in this round. */
    static @Nullable Ticket next(Ticket before, Round round) {
        return from(before.next, round);
    }

    private static @Nullable Ticket from(@Nullable Ticket start, Round round) {
        Ticket ticket = start;
        while (ticket != null && ticket.standsAsideIn(round)) {
            ticket = ticket.next;
        }
        return ticket;
    }

    List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>(size);
        for (Ticket ticket = first; ticket != null; ticket = ticket.next) {
            all.add(ticket);
        }
        return all;
    }
}

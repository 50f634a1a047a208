package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** First come, first served, of one priority; a doubly linked list, so that leaving costs the same wherever one stands. */
final class WaitQueue {
    private @Nullable Ticket first;
    private @Nullable Ticket last;
    private int size;
    private int alone;

    @Nullable
    Ticket first() {
        return first;
    }

    int size() {
        return size;
    }

    /** Waiters that wait for this limiter only; the composed ones may be passed. */
    int alone() {
        return alone;
    }

    void add(Ticket ticket) {
        ticket.previous = last;
        ticket.next = null;
        if (last == null) {
            first = ticket;
        } else {
            last.next = ticket;
        }
        last = ticket;
        size++;
        alone += ticket.waiter().isComposed() ? 0 : 1;
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
        alone -= ticket.waiter().isComposed() ? 0 : 1;
    }

    /** The first that does not stand aside in this round. */
    @Nullable
    Ticket front(Round round) {
        Ticket ticket = first;
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

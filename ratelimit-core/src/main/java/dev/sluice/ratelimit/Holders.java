package dev.sluice.ratelimit;

/**
 * Those before a gate that have a hold there whose unit they can use: they go first in their priority, but for one other grant in eight. Guarded by
 * the account's lock.
 */
final class Holders {
    private static final int IN_A_ROW = 7;

    private final Lane queues = new Lane(null);
    private int row;

    Lane queues() {
        return queues;
    }

    WaitQueue queue(Priority priority) {
        return queues.queue(priority);
    }

    void add(Ticket ticket) {
        queues.joined();
        queues.queue(ticket.priority()).add(ticket);
    }

    void remove(Ticket ticket) {
        queues.left();
        queues.queue(ticket.priority()).remove(ticket);
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** Whether one that has no hold goes first, if it can go. */
    boolean areOthersDue() {
        return row >= IN_A_ROW;
    }

    void granted(Ticket ticket) {
        row = ticket.reuse() == null ? 0 : Math.min(row + 1, IN_A_ROW);
    }
}

package dev.sluice.ratelimit;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is left for whoever has an account's lock, by those who find it taken: nobody ever queues for the lock to ask for a permit or to give
 * one back. A stack that is taken whole and turned round, so what comes first is seen to first. Lock-free.
 */
final class Inbox {
    private final AtomicReference<@Nullable Mail> newest = new AtomicReference<>();

    boolean isEmpty() {
        return newest.get() == null;
    }

    /** A request that wants to be queued. */
    void arrival(Waiter waiter) {
        put(new Mail(waiter, null));
    }

    /** The end of a grant. */
    void end(Grant grant) {
        put(new Mail(null, grant));
    }

    private void put(Mail mail) {
        Mail before = newest.get();
        mail.next = before;
        while (!newest.compareAndSet(before, mail)) {
            before = newest.get();
            mail.next = before;
        }
    }

    /** All of it, the oldest first. */
    @Nullable
    Mail takeAll() {
        Mail left = newest.get() == null ? null : newest.getAndSet(null);
        Mail turned = null;
        while (left != null) {
            Mail next = left.next;
            left.next = turned;
            turned = left;
            left = next;
        }
        return turned;
    }

    /** One thing to see to. */
    static final class Mail {
        final @Nullable Waiter arrival;
        final @Nullable Grant end;

        @Nullable
        Mail next;

        private Mail(@Nullable Waiter arrival, @Nullable Grant end) {
            this.arrival = arrival;
            this.end = end;
        }
    }
}

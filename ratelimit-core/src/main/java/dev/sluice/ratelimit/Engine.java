package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs changes and grants under the locks of the accounts involved, always taken in rank order, and tells others afterwards. Thread-safe.
 */
final class Engine {
    private final TimeSource time;
    private final EventRelay events;
    private final AtomicLong sequence = new AtomicLong();

    Engine(TimeSource time, EventRelay events) {
        this.time = time;
        this.events = events;
    }

    TimeSource time() {
        return time;
    }

    EventRelay events() {
        return events;
    }

    /**
     * Makes a change, then all grants that it or the passing of time made possible. Where these concern composed waiters, goes on with the
     * locks of all their accounts; nothing was granted past such a waiter meanwhile.
     */
    void run(Collection<Account> accounts, Consumer<Round> change) {
        SortedSet<Account> held = new TreeSet<>(accounts);
        Effects effects = new Effects(events);
        long begun = time.nanoTime();
        try {
            Set<Account> missing = locked(held, begun, effects, change);
            while (!missing.isEmpty()) {
                held.addAll(missing);
                missing = locked(held, begun, effects, round -> {});
            }
        } finally {
            effects.tell();
        }
    }

    private Set<Account> locked(SortedSet<Account> held, long begun, Effects effects, Consumer<Round> change) {
        held.forEach(Account::lock);
        try {
            Round round = new Round(held, time.nanoTime(), begun, effects);
            change.accept(round);
            return round.grantAll();
        } finally {
            held.forEach(Account::unlock);
        }
    }

    /** Queues a waiter; one that may not wait is settled when this returns. */
    void submit(Waiter waiter) {
        run(waiter.accounts(), round -> round.arrive(waiter, sequence.incrementAndGet()));
        if (waiter.state() == Waiter.State.WAITING && waiter.deadline() - time.nanoTime() <= 0) {
            refuse(waiter);
        }
    }

    /** Grants a waiter if its last moment allows, else refuses it. */
    void expire(Waiter waiter) {
        run(waiter.accounts(), round -> {});
        refuse(waiter);
    }

    void refuse(Waiter waiter) {
        if (waiter.state() == Waiter.State.WAITING) {
            run(waiter.accounts(), round -> round.refuse(waiter));
        }
    }

    /** For a waiter whose owner went away: unlinks it, or hands back what it was granted meanwhile. */
    void abandon(Waiter waiter) {
        run(waiter.accounts(), round -> round.abandon(waiter));
        if (waiter.state() == Waiter.State.GRANTED) {
            List<Grant> unused = waiter.grants().stream().filter(Grant::end).toList();
            run(
                    waiter.accounts(),
                    round -> unused.forEach(grant -> grant.account().undo(grant, round.now())));
        }
    }

    /** Ends a grant; true for the first caller. */
    boolean release(Grant grant) {
        boolean first = grant.end();
        if (first) {
            run(List.of(grant.account()), round -> grant.account().release(grant, round.now()));
        }
        return first;
    }

    /** Time passed for an account. */
    void wake(Account account) {
        run(List.of(account), round -> account.alarmWentOff());
    }
}

package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs changes and grants under the locks of the accounts involved, always taken in rank order, and tells others afterwards. Thread-safe.
 */
final class Engine {
    private final TimeSource time;
    private final EventRelay events;
    private final Executor executor;
    private final long spinNanos;
    private final LostPermits lost = new LostPermits();
    private final AtomicLong sequence = new AtomicLong();

    /**
     * @param executor runs users' code that must not hold up a grant
     * @param spinNanos for how long the timer may look at the clock instead of sleeping
     */
    Engine(TimeSource time, EventRelay events, Executor executor, long spinNanos) {
        this.time = time;
        this.events = events;
        this.executor = executor;
        this.spinNanos = spinNanos;
    }

    TimeSource time() {
        return time;
    }

    Executor executor() {
        return executor;
    }

    EventRelay events() {
        return events;
    }

    long spinNanos() {
        return spinNanos;
    }

    LostPermits lost() {
        return lost;
    }

    /**
     * Makes a change, then all grants that it or the passing of time made possible. Where these concern composed waiters, goes on with the
     * locks of all their accounts; nothing was granted past such a waiter meanwhile.
     *
     * @param accounts distinct, by rank
     */
    void run(List<Account> accounts, Consumer<Round> change) {
        Effects effects = new Effects(events);
        long begun = time.nanoTime();
        try {
            goOn(locked(accounts, begun, effects, change), accounts, begun, effects);
        } finally {
            effects.tell();
        }
    }

    private void goOn(Set<Account> missing, List<Account> accounts, long begun, Effects effects) {
        Set<Account> more = missing;
        List<Account> held = accounts;
        while (!more.isEmpty()) {
            Set<Account> wider = new TreeSet<>(held);
            wider.addAll(more);
            held = List.copyOf(wider);
            more = locked(held, begun, effects, round -> {});
        }
    }

    private Set<Account> locked(List<Account> held, long begun, Effects effects, Consumer<Round> change) {
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
            List<Grant> unused = new ArrayList<>();
            for (HeldPermit permit : waiter.permits()) {
                if (permit.grant().end()) {
                    unused.add(permit.grant());
                }
            }
            run(
                    waiter.accounts(),
                    round -> unused.forEach(grant -> grant.account().undo(grant, round.now())));
        }
    }

    /** Counts the end of a grant, or of a start by the fast lane; makes a round if anybody waits. */
    void end(Account account, @Nullable Grant grant) {
        Effects effects = null;
        long begun = 0;
        Set<Account> missing = Set.of();
        account.lock();
        try {
            account.end(grant);
            if (!account.isQuiet()) {
                begun = time.nanoTime();
                effects = new Effects(events);
                missing = new Round(account.alone(), begun, begun, effects).grantAll();
            }
        } finally {
            account.unlock();
        }
        if (effects != null) {
            try {
                goOn(missing, account.alone(), begun, effects);
            } finally {
                effects.tell();
            }
        }
    }

    /** Time passed for an account. */
    void wake(Account account) {
        account.turnPage();
        run(account.alone(), round -> account.alarmWentOff());
        reclaimLost();
    }

    /** Takes back permits that the garbage collector found out of everybody's reach; costs next to nothing if there are none. */
    void reclaimLost() {
        for (Ledger ledger = lost.poll(); ledger != null; ledger = lost.poll()) {
            new Reclaim(ledger, events, executor).run();
        }
    }
}

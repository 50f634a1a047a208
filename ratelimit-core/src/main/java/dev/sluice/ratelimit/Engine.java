package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
    private final Tuning tuning;
    private final @Nullable ChargeKeeper keeper;
    private final LostPermits lost;
    private final AtomicLong sequence = new AtomicLong();
    private final Deadlocks deadlocks = new Deadlocks(this);

    /**
     * @param executor runs users' code that must not hold up a grant
     * @param keeper keeps what outlives the process, if anything does
     */
    Engine(TimeSource time, EventRelay events, Executor executor, Tuning tuning, @Nullable ChargeKeeper keeper) {
        this.keeper = keeper;
        this.time = time;
        this.events = events;
        this.executor = executor;
        this.tuning = tuning;
        this.lost = new LostPermits(tuning.callSites());
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
        return tuning.spinNanos();
    }

    @Nullable
    ChargeKeeper keeper() {
        return keeper;
    }

    LostPermits lost() {
        return lost;
    }

    Deadlocks deadlocks() {
        return deadlocks;
    }

    /**
     * Makes a change, then all grants that it or the passing of time made possible. Where these concern composed waiters, goes on with the
     * locks of all their accounts; nothing was granted past such a waiter meanwhile.
     *
     * @param accounts distinct, by rank
     */
    void run(List<Account> accounts, Consumer<Round> change) {
        long begun = time.nanoTime();
        accounts.forEach(Account::lock);
        catchUp(workOnce(accounts, begun, change));
    }

    /** Returns all accounts whose locks were held at any time, by rank. */
    private List<Account> workOnce(List<Account> locked, long begun, Consumer<Round> change) {
        Effects effects = new Effects(events);
        List<Account> held = locked;
        try {
            Set<Account> missing = round(held, begun, effects, change);
            while (!missing.isEmpty()) {
                held = union(held, missing);
                held.forEach(Account::lock);
                missing = round(held, begun, effects, Engine::nothing);
            }
        } finally {
            effects.tell();
        }
        if (effects.mayHaveTiedAKnot()) {
            deadlocks.untie();
        }
        return held;
    }

    private Set<Account> round(List<Account> locked, long begun, Effects effects, Consumer<Round> change) {
        try {
            Round round = new Round(locked, time.nanoTime(), begun, effects);
            locked.forEach(account -> receive(account, round));
            change.accept(round);
            return round.grantAll();
        } finally {
            locked.forEach(Account::unlock);
        }
    }

    private void receive(Account account, Round round) {
        account.door().roundBegins();
        for (Inbox.Mail mail = account.door().inbox().takeAll(); mail != null; mail = mail.next) {
            if (mail.end != null) {
                account.end(mail.end);
            }
            if (mail.arrival != null) {
                round.arrive(mail.arrival, sequence.incrementAndGet());
            }
        }
    }

    /**
     * Sees to what others left in inboxes while this thread had the locks. Everybody does so after unlocking; who finds a lock taken leaves it
     * to its holder. So nothing stays in an inbox.
     */
    void catchUp(List<Account> unlocked) {
        List<Account> todo = unlocked;
        for (int i = 0; i < todo.size(); i++) {
            Account account = todo.get(i);
            while (account.hasMail() && account.tryLock()) {
                List<Account> held = workOnce(account.alone(), time.nanoTime(), Engine::nothing);
                if (held.size() > 1) {
                    todo = union(todo, held);
                    i = -1;
                    break;
                }
            }
        }
    }

    private static void nothing(Round round) {}

    private static List<Account> union(List<Account> some, Collection<Account> more) {
        Set<Account> all = new TreeSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** Queues a waiter; one that may not wait is settled when this returns. */
    void submit(Waiter waiter) {
        if (waiter.mayBePartOfAKnot() || lost.hasCallSites()) {
            waiter.madeAt(CallSite.here());
        }
        waiter.begin(time.nanoTime());
        if (waiter.isComposed() || waiter.isLease()) {
            run(waiter.accounts(), round -> round.arrive(waiter, sequence.incrementAndGet()));
        } else {
            Account account = waiter.accounts().get(0);
            account.door().inbox().arrival(waiter);
            catchUp(account.alone());
        }
        if (waiter.state() == Waiter.State.WAITING && waiter.deadline() - time.nanoTime() <= 0) {
            expire(waiter);
        }
        deadlocks.check(waiter);
        Cancellation cancellation = waiter.cancellation();
        if (cancellation != null && waiter.state() == Waiter.State.WAITING) {
            cancellation.watch(waiter, this);
        }
    }

    /** Permits of all tickets if they are of different accounts, nobody waits in any of these, and all can start now; else null. */
    @Nullable
    List<HeldPermit> tryAll(List<Ticket> tickets) {
        Account[] ranked = new Account[tickets.size()];
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = tickets.get(i).account;
        }
        Arrays.sort(ranked);
        for (int i = 1; i < ranked.length; i++) {
            if (ranked[i - 1].equals(ranked[i])) {
                return null;
            }
        }
        for (Account account : ranked) {
            account.lock();
        }
        try {
            return allOrNothing(tickets, time.nanoTime());
        } finally {
            for (Account account : ranked) {
                account.unlock();
            }
            for (Account account : ranked) {
                if (account.hasMail()) {
                    catchUp(account.alone());
                }
            }
        }
    }

    private static @Nullable List<HeldPermit> allOrNothing(List<Ticket> tickets, long now) {
        for (Ticket ticket : tickets) {
            if (!ticket.account.isFreeFor(ticket.request, now)) {
                return null;
            }
        }
        List<HeldPermit> permits = new ArrayList<>(tickets.size());
        for (Ticket ticket : tickets) {
            permits.add(ticket.account.grantAlone(ticket.request, now));
        }
        return permits;
    }

    /** Grants a waiter if its last moment allows, else refuses it. */
    void expire(Waiter waiter) {
        run(waiter.accounts(), Engine::nothing);
        refuse(waiter);
    }

    void refuse(Waiter waiter) {
        if (waiter.state() == Waiter.State.WAITING) {
            run(waiter.accounts(), round -> round.refuse(waiter));
        }
    }

    /** What a waiter was granted, to be given out now. */
    List<HeldPermit> handOut(Waiter waiter) {
        handOut(waiter.permits());
        return waiter.permits();
    }

    /** As {@link #handOut(List)}. */
    void handOut(HeldPermit permit) {
        if (keeper != null) {
            keeper.handOut(List.of(permit));
        }
    }

    /** What must be done before permits are given out, with no lock held. */
    void handOut(List<HeldPermit> permits) {
        if (keeper != null) {
            keeper.handOut(permits);
        }
    }

    /** Unlinks those of the waiters that still wait, all in one round, so that none is granted because another one left. */
    void withdraw(Collection<Waiter> waiters) {
        Set<Account> accounts = new TreeSet<>();
        waiters.forEach(waiter -> accounts.addAll(waiter.accounts()));
        run(List.copyOf(accounts), round -> waiters.forEach(round::abandon));
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
            if (keeper != null) {
                keeper.takeBack(unused);
            }
            if (unused.stream().anyMatch(Grant::mayTieAKnot)) {
                deadlocks.untie();
            }
        }
    }

    /** Counts the end of a grant. Never waits for a lock. */
    void end(Account account, Grant grant) {
        account.door().inbox().end(grant);
        catchUp(account.alone());
        if (grant.mayTieAKnot()) {
            deadlocks.untie();
        }
    }

    /** Corrects a grant's charges; true if there was something to correct. */
    boolean settle(Settlement settlement) {
        Account account = settlement.account();
        List<Waiter> doomed = new ArrayList<>(0);
        run(account.alone(), round -> {
            settlement.apply(round.now());
            if (settlement.hasChargedMore()) {
                doomed.addAll(account.doomed(round.now()));
            }
        });
        doomed.forEach(this::refuse);
        if (keeper != null) {
            keeper.settled(settlement);
        }
        return settlement.isDone();
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

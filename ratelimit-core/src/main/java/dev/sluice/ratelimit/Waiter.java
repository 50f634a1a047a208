package dev.sluice.ratelimit;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits: in one queue, or, composed, in one queue of each account involved.
 *
 * <p>It is settled once, with all its accounts' locks held: granted, refused or abandoned. {@link #state} is volatile so that its thread may
 * look without a lock; everything else is guarded by these locks.
 */
final class Waiter {
    /** How often others may be granted past a composed waiter before they may not delay it any more. */
    static final int PATIENCE = 8;

    enum State {
        WAITING,
        GRANTED,
        REFUSED,
        ABANDONED
    }

    private final List<Ticket> tickets;
    private final WaitBound bound;
    private final Consumer<Waiter> onSettled;
    private final List<Account> accounts;

    private volatile State state = State.WAITING;
    private List<HeldPermit> permits = List.of();
    private @Nullable Refusal refusal;
    private long arrived;
    private long deadline;
    private long sequence;
    private int passed;
    private @Nullable Round arrival;
    private @Nullable CallSite site;

    /**
     * @param onSettled called once, with no lock held, on the thread that settled it
     */
    Waiter(List<Ticket> tickets, WaitBound bound, Consumer<Waiter> onSettled) {
        this.tickets = tickets;
        this.bound = bound;
        this.onSettled = onSettled;
        tickets.forEach(ticket -> ticket.belongTo(this));
        this.accounts = tickets.size() == 1
                ? tickets.get(0).account.alone()
                : tickets.stream()
                        .map(ticket -> ticket.account)
                        .distinct()
                        .sorted()
                        .toList();
    }

    List<Ticket> tickets() {
        return tickets;
    }

    /** The one line of work that all tickets belong to; null for none. */
    @Nullable
    LimitScope scope() {
        return tickets.get(0).scope;
    }

    /** Whether it opens something in a scope or waits in one that has something open. */
    boolean mayBePartOfAKnot() {
        LimitScope scope = scope();
        return scope != null && (isLease() || scope.holdsSomething());
    }

    /** Where it was made; known only of those that may be part of a knot. */
    void madeAt(CallSite place) {
        site = place;
    }

    /** As {@link #madeAt}. */
    @Nullable
    CallSite site() {
        return site;
    }

    /** What it asks for and where, as it stands in messages. */
    String describe() {
        String places = tickets.stream().map(Ticket::place).collect(Collectors.joining(" and "));
        return site == null ? places : places + " (at " + site + ")";
    }

    /** Distinct, by rank. */
    List<Account> accounts() {
        return accounts;
    }

    /** Whether it asks for a lease or hold. */
    boolean isLease() {
        return tickets.get(0).lease != null;
    }

    boolean isComposed() {
        return tickets.size() > 1;
    }

    long arrived() {
        return arrived;
    }

    /** The latest moment of its grant. */
    long deadline() {
        return deadline;
    }

    /** Who else may end its wait. */
    @Nullable
    Cancellation cancellation() {
        return bound.cancellation();
    }

    State state() {
        return state;
    }

    long sequence() {
        return sequence;
    }

    /** The moment of the request, before anybody else sees this. */
    void begin(long now) {
        arrived = now;
        deadline = bound.deadlineFrom(now);
    }

    void arrive(Round round, long order) {
        arrival = round;
        sequence = order;
    }

    /** Whether it is too late to grant it: what was in time when the request was made is in time in the round that it arrives in. */
    boolean isTooLate(Round round, long begun) {
        return deadline - begun < 0 && arrival != round;
    }

    /** Others went past it once more. */
    void wasPassed() {
        passed++;
    }

    boolean isOutOfPatience() {
        return passed >= PATIENCE;
    }

    void grant(List<HeldPermit> made) {
        permits = made;
        arrival = null;
        state = State.GRANTED;
    }

    void refuse(Refusal why) {
        refusal = why;
        state = State.REFUSED;
    }

    void abandon() {
        state = State.ABANDONED;
    }

    void announce() {
        if (bound.cancellation() != null) {
            bound.cancellation().forget(this);
        }
        onSettled.accept(this);
    }

    /** What was granted, one per ticket; to be read only when granted. */
    List<HeldPermit> permits() {
        return permits;
    }

    /** Why it was refused; to be read only when refused. */
    Refusal refusal() {
        if (refusal == null) {
            throw new IllegalStateException("waiter: not refused");
        }
        return refusal;
    }
}

package dev.sluice.ratelimit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A waiter's place in one queue; a composed waiter has one in each account involved. Guarded by its account's lock. */
final class Ticket {
    final Account account;
    final AcquireRequest request;
    final @Nullable LeaseRequest lease;
    final @Nullable LimitScope scope;

    private @Nullable Waiter waiter;
    private @Nullable Gate gate;
    private @Nullable Lane lane;
    private @Nullable Group group;
    private @Nullable Round asideIn;
    private @Nullable Opened reuse;

    @Nullable
    Ticket previous;

    @Nullable
    Ticket next;

    Ticket(Account account, AcquireRequest request, @Nullable LeaseRequest lease) {
        this.account = account;
        this.request = request;
        this.lease = lease;
        this.scope = LimitScope.orNull(lease == null ? request.scope() : lease.scope());
    }

    void belongTo(Waiter owner) {
        waiter = owner;
    }

    void route(Gate toGate, Lane toLane, @Nullable Group ofGroup) {
        gate = toGate;
        lane = toLane;
        group = ofGroup;
    }

    /** Of which hold the unit could be used at once; null for an ordinary waiter. */
    void reuse(@Nullable Opened hold) {
        reuse = hold;
    }

    @Nullable
    Opened reuse() {
        return reuse;
    }

    /** Whether it asks for a unit to keep and for no start. */
    boolean isHold() {
        return lease != null && lease.isHold();
    }

    /** Whether it has to find a free unit of this stage. */
    boolean needsUnit(Stage stage) {
        return reuse == null || !reuse.covers(stage);
    }

    /** Nanoseconds until time allows it at this stage. */
    long delay(@Nullable Stage stage, long now) {
        return stage == null || isHold() ? 0 : stage.delay(now, request);
    }

    /** Nanoseconds until the pause of its subgroup is over. */
    long pauseWait(long now) {
        return group == null || isHold() ? 0 : group.pauseWait(request, now);
    }

    /** Whether somebody before it in its queue may be kept by a pause that does not keep it. */
    boolean mayPassOthers(long now) {
        return group != null && group.isAnyPaused(now);
    }

    /** Nanoseconds until time allows it everywhere. */
    long delay(long now) {
        long stages = Math.max(lane().delay(now, this), delay(gate().trunk(), now));
        return Math.max(stages, pauseWait(now));
    }

    /** Whether time does not allow it within its bound. */
    boolean isTooLate(long now) {
        return delay(now) > waiter().deadline() - now;
    }

    boolean hasRoom(@Nullable Stage stage) {
        return stage == null || !needsUnit(stage) || stage.hasRoom(priority());
    }

    boolean canEver(@Nullable Stage stage) {
        return stage == null || isHold() || stage.canEver(request);
    }

    /** What stands in its way at this stage. */
    RefusalReason blocker(Stage stage, long now) {
        if (delay(stage, now) == 0) {
            return hasRoom(stage) ? RefusalReason.QUEUED : RefusalReason.CONCURRENCY;
        }
        return stage.blocker(now, request, needsUnit(stage));
    }

    /** Takes what it asks for, with room and time given; the group's part first. */
    List<Hold> take(long now) {
        Hold hold = take(gate().trunk(), now);
        Stage group = lane().stage();
        return group == null ? List.of(hold) : List.of(take(group, now), hold);
    }

    private Hold take(Stage stage, long now) {
        if (isHold()) {
            return stage.occupy(request);
        }
        return needsUnit(stage) ? stage.take(now, request) : stage.start(now, request);
    }

    /** Where it needs concurrency. */
    List<Stage> stages() {
        Stage group = lane().stage();
        return group == null ? List.of(gate().trunk()) : List.of(gate().trunk(), group);
    }

    /** Its group and the part of it, as they stand in messages. */
    String subgroup() {
        return request.group() + "/" + request.subgroup();
    }

    /** What it asks for, as it stands in messages. */
    String place() {
        String part = lease == null ? request.group() : lease.kind();
        return part == null ? account.name() : account.name() + "/" + part;
    }

    /** Lets others pass for the rest of this round. */
    void standAside(Round round) {
        asideIn = round;
    }

    boolean standsAsideIn(Round round) {
        return asideIn == round;
    }

    Waiter waiter() {
        return known(waiter);
    }

    Gate gate() {
        return known(gate);
    }

    Lane lane() {
        return known(lane);
    }

    Priority priority() {
        return request.priority();
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("ticket: not queued yet");
        }
        return value;
    }
}

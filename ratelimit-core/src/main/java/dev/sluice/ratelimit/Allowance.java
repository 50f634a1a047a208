package dev.sluice.ratelimit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server said is left of a quota until its reset. Like a quota it is charged by every start of the stages that it holds for, and may be
 * shared by several; it ends at the reset. Guarded by its account's lock.
 */
final class Allowance extends Quota {
    private final Target target;
    private final @Nullable String quota;
    private final long until;
    private long left;

    /**
     * @param target of whose starts
     * @param quota which one the server named; null for one that is charged the weight
     * @param money whether that is a quota of money
     * @param until the reset
     */
    Allowance(Target target, @Nullable String quota, boolean money, long left, long until) {
        super(quota == null ? "" : quota, money);
        this.target = target;
        this.quota = quota;
        this.left = left;
        this.until = until;
    }

    @Nullable
    String quota() {
        return quota;
    }

    boolean isFor(Target whose, @Nullable String named) {
        return target.equals(whose) && Objects.equals(quota, named);
    }

    boolean replaces(Allowance other) {
        return isFor(other.target, other.quota);
    }

    @Override
    long demand(AcquireRequest request) {
        return quota == null ? request.weight() : super.demand(request);
    }

    @Override
    boolean isOf(String kind) {
        return kind.equals(quota);
    }

    boolean isOver(long now) {
        return until - now <= 0;
    }

    /** May be below zero when more was used than the server allowed. */
    long left() {
        return left;
    }

    long until() {
        return until;
    }

    /** It ends, so it never makes a request impossible. */
    @Override
    long capacity() {
        return Long.MAX_VALUE;
    }

    @Override
    long horizon(long now) {
        return Math.max(0, until - now);
    }

    @Override
    long used(long now) {
        return 0;
    }

    @Override
    long delay(long now, long amount) {
        return amount <= 0 || amount <= left ? 0 : Math.max(0, until - now);
    }

    @Override
    void spend(long now, long amount) {
        left = Math.max(-Cost.MOST, left - amount);
    }

    @Override
    void unspend(long now, long stamp, long amount) {
        left += amount;
    }
}

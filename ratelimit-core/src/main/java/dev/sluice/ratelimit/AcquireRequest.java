package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a {@link Limiter}: one start, what it costs, its group, its priority and how long it may wait. Immutable.
 *
 * <p>Whatever its weight, a request takes one unit of concurrency and one pacing slot, because it is one HTTP request. Its weight is what
 * each quota is charged, unless a cost is given for that quota's id; a quota of money is charged its cost alone.
 */
public final class AcquireRequest {
    private static final AcquireRequest ONE =
            new AcquireRequest(1, Map.of(), null, null, Priority.NORMAL, new WaitBound(null, null), null, false);

    private final int weight;
    private final Map<String, Cost> costs;
    private final @Nullable String group;
    private final @Nullable String subgroup;
    private final Priority priority;
    private final WaitBound bound;
    private final @Nullable LimitScope scope;
    private final boolean billed;

    private AcquireRequest(
            int weight,
            Map<String, Cost> costs,
            @Nullable String group,
            @Nullable String subgroup,
            Priority priority,
            WaitBound bound,
            @Nullable LimitScope scope,
            boolean billed) {
        this.weight = weight;
        this.costs = costs;
        this.group = group;
        this.subgroup = subgroup;
        this.priority = priority;
        this.bound = bound;
        this.scope = scope;
        this.billed = billed;
    }

    /** One request of weight 1, of no group, {@link Priority#NORMAL}, waiting without bound. */
    public static AcquireRequest one() {
        return ONE;
    }

    /**
     * As {@link #one()}, with a weight: the number of entries of a batch where the server counts entries.
     *
     * @throws IllegalArgumentException if the weight is below 1
     */
    public static AcquireRequest of(int weight) {
        if (weight < 1) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: at least 1)");
        }
        return new AcquireRequest(weight, Map.of(), null, null, Priority.NORMAL, ONE.bound, null, false);
    }

    /** The group of requests this one counts with; a name that is not configured has no limits of its own but can be paused. */
    public AcquireRequest group(String name) {
        return new AcquireRequest(weight, costs, name, subgroup, priority, bound, scope, billed);
    }

    /**
     * A part of its group that a server may {@linkplain Target#subgroup pause} alone, as one model of many is; it has no limits of its own, and keeps its
     * place in the group's queue. Without a group it does not matter.
     */
    public AcquireRequest subgroup(String name) {
        return new AcquireRequest(weight, costs, group, name, priority, bound, scope, billed);
    }

    /** Who goes first; {@link Priority#NORMAL} if not said. */
    public AcquireRequest priority(Priority value) {
        return value == priority
                ? this
                : new AcquireRequest(weight, costs, group, subgroup, value, bound, scope, billed);
    }

    /**
     * What the quota of this id is charged instead of the weight, for instance an estimate of tokens; for a quota of money, whole units. Ignored
     * where no such quota is configured.
     *
     * @throws IllegalArgumentException if the amount is negative
     */
    public AcquireRequest cost(String kind, long amount) {
        return cost(kind, Cost.of("cost " + kind, amount));
    }

    /**
     * What the budget of this id is charged, for instance an estimate of {@code usd}; rounded up to a billionth. A quota of permits is charged
     * it rounded up to a whole number. Ignored where no such quota is configured.
     *
     * @throws IllegalArgumentException if the amount is negative or above a billion
     */
    public AcquireRequest cost(String kind, BigDecimal amount) {
        return cost(kind, Cost.of("cost " + kind, amount));
    }

    /**
     * Says that this will cost money. Where the limits have a {@link BudgetConfig budget} and no {@link #cost(String, BigDecimal) cost} in {@code usd} is named,
     * the budget's estimate is charged.
     */
    public AcquireRequest billed() {
        return billed ? this : new AcquireRequest(weight, costs, group, subgroup, priority, bound, scope, true);
    }

    private AcquireRequest cost(String kind, Cost cost) {
        Map<String, Cost> more = new HashMap<>(costs);
        more.put(kind, cost);
        return new AcquireRequest(weight, Map.copyOf(more), group, subgroup, priority, bound, scope, billed);
    }

    /** The longest wait, from the moment the request is made; zero means now or not at all. With {@link #deadline}, the earlier one counts. */
    public AcquireRequest within(Duration maxWait) {
        return new AcquireRequest(weight, costs, group, subgroup, priority, bound.within(maxWait), scope, billed);
    }

    /** The latest moment of the grant, on the scale of the limiter's {@link dev.sluice.foundation.TimeSource#nanoTime()}. */
    public AcquireRequest deadline(long nanoTime) {
        return new AcquireRequest(weight, costs, group, subgroup, priority, bound.deadline(nanoTime), scope, billed);
    }

    /**
     * Whose {@link Cancellation#cancel()} ends the wait: a blocking one with {@link java.util.concurrent.CancellationException}, a future as if
     * it were cancelled. What need not wait is granted all the same.
     */
    public AcquireRequest cancelledBy(Cancellation cancellation) {
        return new AcquireRequest(
                weight, costs, group, subgroup, priority, bound.cancelledBy(cancellation), scope, billed);
    }

    /**
     * The line of work the request belongs to: it re-uses what {@link Limiter#hold} holds for that. If not said: the calling thread's where the
     * request blocks or is tried, else none.
     */
    public AcquireRequest scope(LimitScope value) {
        return new AcquireRequest(weight, costs, group, subgroup, priority, bound, value, billed);
    }

    /** The same, charged this of a budget unless it says itself what it costs. */
    AcquireRequest estimatedAt(@Nullable Cost usual) {
        return !billed || usual == null || costs.containsKey(BudgetConfig.USD) ? this : cost(BudgetConfig.USD, usual);
    }

    int weight() {
        return weight;
    }

    Map<String, Cost> costs() {
        return costs;
    }

    @Nullable
    String group() {
        return group;
    }

    @Nullable
    String subgroup() {
        return subgroup;
    }

    Priority priority() {
        return priority;
    }

    @Nullable
    LimitScope scope() {
        return scope;
    }

    WaitBound bound() {
        return bound;
    }

    /** What a quota of this id is charged. */
    long demand(String quotaId) {
        Cost cost = costs.isEmpty() ? null : costs.get(quotaId);
        return cost == null ? weight : cost.permits();
    }

    /** What a quota of money of this id is charged, in billionths. */
    long demandNanos(String quotaId) {
        Cost cost = costs.get(quotaId);
        return cost == null ? 0 : cost.nanos();
    }

    @Override
    public String toString() {
        return "weight " + weight + ", costs " + costs + ", group " + group + (subgroup == null ? "" : "/" + subgroup)
                + ", " + priority + ", " + bound;
    }
}

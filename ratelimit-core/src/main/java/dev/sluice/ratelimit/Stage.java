package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place where starts are counted: concurrency, pacing, quotas and a pause. A provider is one, each group and each kind of lease is one.
 * Guarded by its account's lock.
 */
final class Stage {
    private final String name;
    private int maxConcurrent = Integer.MAX_VALUE;
    private int reserve;
    private int configured = Integer.MAX_VALUE;
    private int configuredReserve;
    private final Adaptive adaptive = new Adaptive();
    private long minDelay;
    private final QuotaSet quotas = new QuotaSet();
    private int inFlight;
    private int criticalInFlight;
    private Start lastStart = Start.NONE;
    private Start pausedUntil = Start.NONE;

    Stage(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void configure(int concurrency, int reserveCritical) {
        configured = concurrency;
        configuredReserve = reserveCritical;
        allow(adaptive.isLowered() ? Math.min(maxConcurrent, concurrency) : concurrency);
    }

    /** How concurrency follows a server that throttles; not at all if null. */
    void adapt(@Nullable AdaptiveConfig config) {
        adaptive.configure(config);
        if (!adaptive.isLowered()) {
            allow(configured);
        }
    }

    /** Where little is allowed at all, less is kept for the critical, so that the others are not shut out. */
    private void allow(int concurrency) {
        maxConcurrent = concurrency;
        reserve = Math.max(0, Math.min(configuredReserve, concurrency - 1));
    }

    /** The server throttles; recovery counts from that moment. */
    void throttle(long now, long from) {
        adaptive.throttle(configured, now, from);
        refresh(now);
    }

    /** Ends what a server's word lowered for a time that is over. */
    void refresh(long now) {
        if (maxConcurrent != configured || adaptive.isLowered()) {
            allow(adaptive.limit(configured, now));
        }
        quotas.refresh(now);
    }

    /** Whether a server's word lowers anything here, as of the last {@link #refresh}; pauses apart. */
    boolean isLowered() {
        return adaptive.isLowered() || !quotas.allowances().isEmpty();
    }

    /** Nanoseconds until concurrency recovers by one. */
    long recoveryWait(long now) {
        return adaptive.recoveryWait(now);
    }

    /** Pacing counts from the last start whatever the delay was then; quotas of the same id go on with what they remember. */
    void configure(Duration delay, List<QuotaConfig> configs, TimeSource time) {
        minDelay = delay.toNanos();
        quotas.configure(configs, time);
    }

    /** Whether concurrency is left; what is reserved for the critical is never lent to the others, so it need not be called back. */
    boolean hasRoom(Priority priority) {
        return wouldHaveRoom(priority, inFlight, inFlight - criticalInFlight);
    }

    /** Whether it were left with so many units out. */
    boolean wouldHaveRoom(Priority priority, int all, int lower) {
        return all < maxConcurrent
                && (reserve == 0 || priority == Priority.CRITICAL || lower < maxConcurrent - reserve);
    }

    boolean isFull() {
        return inFlight >= maxConcurrent;
    }

    /** Whether this request could start now, were nobody before it. */
    boolean isFree(long now, AcquireRequest request) {
        return hasRoom(request.priority()) && canEver(request) && delay(now, request) == 0;
    }

    /** Nanoseconds until pacing, pause and quotas allow this request. */
    long delay(long now, AcquireRequest request) {
        long wait = startWait(now);
        for (Quota quota : quotas.all()) {
            wait = Math.max(wait, quota.delay(now, quota.demand(request)));
        }
        return wait;
    }

    /** Nanoseconds until pacing and pause allow a start. */
    long startWait(long now) {
        return Math.max(lastStart.delay(now, minDelay), pauseWait(now));
    }

    long pauseWait(long now) {
        long wait = pausedUntil.delay(now, 0);
        if (wait == 0) {
            pausedUntil = Start.NONE;
        }
        return wait;
    }

    /** Whether a pause was on when that was last asked of {@link #pauseWait}. */
    boolean isPaused() {
        return pausedUntil != Start.NONE;
    }

    /** The least wait of a request behind these queues, if all in them take what they asked for. */
    long estimate(long now, AcquireRequest request, List<WaitQueue> before) {
        int ahead = before.stream().mapToInt(WaitQueue::alone).sum();
        long wait = startWait(now) + Math.min(ahead, WaitBound.FOREVER_NANOS / Math.max(1, minDelay)) * minDelay;
        for (Quota quota : quotas.all()) {
            long amount = quota.demand(request);
            for (WaitQueue queue : before) {
                amount = Cost.sum(amount, queue.demand(quota));
            }
            wait = Math.max(wait, quota.delay(now, amount));
        }
        return Math.min(wait, WaitBound.FOREVER_NANOS);
    }

    boolean canEver(AcquireRequest request) {
        for (Quota quota : quotas.all()) {
            if (!quota.canEver(request)) {
                return false;
            }
        }
        return true;
    }

    /** The quota of money that keeps this request waiting longest, if no other quota does so longer; null if none. */
    @Nullable
    WindowQuota spentBudget(long now, AcquireRequest request) {
        WindowQuota budget = null;
        long longest = 0;
        for (Quota quota : quotas.all()) {
            long wait = quota.delay(now, quota.demand(request));
            if (wait > longest) {
                longest = wait;
                budget = quota.isMoney() && quota instanceof WindowQuota window ? window : null;
            }
        }
        return budget;
    }

    /** The longest time that one start here can keep another from starting, its own duration apart. */
    long horizon(long now) {
        long longest = minDelay;
        for (Quota quota : quotas.all()) {
            longest = Math.max(longest, quota.horizon(now));
        }
        return longest;
    }

    /** What stands in the way of a start, which needs a unit or has one. */
    RefusalReason blocker(long now, AcquireRequest request, boolean needsUnit) {
        if (pauseWait(now) > 0) {
            return RefusalReason.PAUSED;
        }
        if (needsUnit && !hasRoom(request.priority())) {
            return RefusalReason.CONCURRENCY;
        }
        long pacing = startWait(now);
        if (delay(now, request) > pacing) {
            return RefusalReason.QUOTA;
        }
        return pacing > 0 ? RefusalReason.PACING : RefusalReason.QUEUED;
    }

    /** A unit and a start. */
    Hold take(long now, AcquireRequest request) {
        count(request);
        return start(true, now, request);
    }

    /** A start that uses a unit which is counted already. */
    Hold start(long now, AcquireRequest request) {
        return start(false, now, request);
    }

    /** A unit without a start. */
    Hold occupy(AcquireRequest request) {
        count(request);
        return new Hold(this, true, Start.NONE, Start.NONE, List.of());
    }

    private void count(AcquireRequest request) {
        inFlight++;
        criticalInFlight += request.priority() == Priority.CRITICAL ? 1 : 0;
    }

    private Hold start(boolean unit, long now, AcquireRequest request) {
        Hold hold = new Hold(this, unit, Start.at(now), lastStart, quotas.all());
        lastStart = hold.start();
        for (Quota quota : quotas.all()) {
            quota.charge(now, quota.demand(request));
        }
        return hold;
    }

    /** Ends so many starts that were not critical. */
    void release(int starts) {
        inFlight -= starts;
    }

    void release(AcquireRequest request) {
        inFlight--;
        criticalInFlight -= request.priority() == Priority.CRITICAL ? 1 : 0;
    }

    /** Gives back what was charged; the pacing slot too, unless somebody started since. */
    void undo(Hold hold, long now, AcquireRequest request) {
        if (lastStart == hold.start() && lastStart != Start.NONE) {
            lastStart = hold.previous();
        }
        for (Quota quota : hold.quotas()) {
            quota.refund(now, hold.start().stamp(), quota.demand(request));
        }
    }

    /** Holds all starts for so long from now, or longer where a pause still runs longer. */
    void pause(long now, long nanos) {
        if (nanos > pauseWait(now)) {
            pausedUntil = Start.at(now + nanos);
        }
    }

    /** What the fast lane is held to; null if more than concurrency and pacing counts here, or if they do not fit its word. */
    FastLane.@Nullable Rule fastRule() {
        boolean simple = quotas.all().isEmpty() && !isLowered() && reserve == 0 && minDelay <= FastLane.MAX_DELAY_NANOS;
        return simple ? new FastLane.Rule(Math.min(maxConcurrent, FastLane.MAX_COUNT), minDelay) : null;
    }

    Start lastStart() {
        return lastStart;
    }

    /** Takes over what the fast lane counted. */
    void adopt(int permits, Start last) {
        inFlight = permits;
        lastStart = last;
    }

    boolean isIdle(long now) {
        return inFlight == 0 && pauseWait(now) == 0 && !isLowered();
    }

    int inFlight() {
        return inFlight;
    }

    int configuredConcurrent() {
        return configured;
    }

    int maxConcurrent() {
        return maxConcurrent;
    }

    int configuredReserve() {
        return configuredReserve;
    }

    QuotaSet quotas() {
        return quotas;
    }
}

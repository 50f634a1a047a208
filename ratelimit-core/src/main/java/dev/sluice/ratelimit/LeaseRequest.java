package dev.sluice.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is asked of {@link Limiter#lease}: a kind, a bound on waiting, and how the leased thing ends if its owner does not end it. Immutable. */
public final class LeaseRequest {
    private final String kind;
    private final @Nullable Duration within;
    private final Runnable onReclaim;
    private final @Nullable LimitScope scope;
    private final boolean hold;

    private LeaseRequest(
            String kind, @Nullable Duration within, Runnable onReclaim, @Nullable LimitScope scope, boolean hold) {
        this.kind = kind;
        this.within = within;
        this.onReclaim = onReclaim;
        this.scope = scope;
        this.hold = hold;
    }

    /** One lease of a kind, waiting without bound, with nothing to do at reclaim. */
    public static LeaseRequest of(String kind) {
        return new LeaseRequest(kind, null, () -> {}, null, false);
    }

    /** What stands in a ticket for a unit of concurrency that a scope holds. */
    static LeaseRequest ofHold(LimitScope scope) {
        return new LeaseRequest("hold", null, () -> {}, scope, true);
    }

    /** The longest wait, from the moment the request is made; zero means now or not at all. */
    public LeaseRequest within(Duration maxWait) {
        return new LeaseRequest(kind, maxWait, onReclaim, scope, hold);
    }

    /**
     * What {@link Limiters#close()} does, on its own thread, if the lease is still held then: for instance delete the sandbox. It may block;
     * what it throws does not keep the others from being reclaimed.
     */
    public LeaseRequest onReclaim(Runnable action) {
        return new LeaseRequest(kind, within, action, scope, hold);
    }

    /**
     * The line of work the lease belongs to. If not said: in blocking code the calling thread's, else none. A lease that somebody else may
     * close while this line of work waits needs {@link LimitScope#none()}.
     */
    public LeaseRequest scope(LimitScope value) {
        return new LeaseRequest(kind, within, onReclaim, value, hold);
    }

    String kind() {
        return kind;
    }

    @Nullable
    Duration within() {
        return within;
    }

    Runnable onReclaim() {
        return onReclaim;
    }

    @Nullable
    LimitScope scope() {
        return scope;
    }

    boolean isHold() {
        return hold;
    }
}

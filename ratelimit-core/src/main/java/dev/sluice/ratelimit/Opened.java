package dev.sluice.ratelimit;

import org.jspecify.annotations.Nullable;

/** A lease or hold that is open in a scope. Guarded by its account's lock. */
final class Opened {
    private final Grant grant;
    private final LimitScope scope;
    private final @Nullable CallSite site;
    private int running;
    private boolean ended;

    /** @param site where it was asked for, if that is known */
    Opened(Grant grant, LimitScope scope, @Nullable CallSite site) {
        this.grant = grant;
        this.scope = scope;
        this.site = site;
    }

    Grant grant() {
        return grant;
    }

    LimitScope scope() {
        return scope;
    }

    /** The place as it stands in messages: the limiter, and where and since when it was opened. */
    String describe() {
        return site == null ? grant.place() : grant.place() + " (since " + site + ")";
    }

    boolean isHold() {
        return grant.isHold();
    }

    /** Whether a unit of this stage is held. */
    boolean covers(Stage stage) {
        for (Hold hold : grant.holds()) {
            if (hold.stage() == stage) {
                return true;
            }
        }
        return false;
    }

    /** Whether an exchange could use the unit now. */
    boolean isIdle() {
        return running == 0 && !ended;
    }

    /** From here on an exchange uses the unit. */
    void exchangeBegan() {
        running++;
    }

    /** The exchange is over; true if the hold ended meanwhile, so that its unit is free now. */
    boolean exchangeEnded() {
        running--;
        return ended && running == 0;
    }

    /** The hold is over; false if an exchange still uses the unit, and ends with it. */
    boolean end() {
        ended = true;
        return running == 0;
    }
}

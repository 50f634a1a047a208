package dev.sluice.ratelimit;

import java.time.Duration;
import java.util.Optional;

/**
 * A local refusal: no permit was had, nothing was sent and nothing was spent. Not to be confused with a server's 429.
 */
public final class PermitUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    PermitUnavailableException(Refusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    /** The limiter, and after a slash the group or lease kind, that stood in the way. */
    public String limiter() {
        return refusal.limiter();
    }

    /** What stood in the way when the request was refused. */
    public RefusalReason reason() {
        return refusal.reason();
    }

    /**
     * The least wait that would have been needed from then on: exact for a pause, and for pacing and quotas as far as those in front take no
     * more than they asked for; time that permits are held by others is not in it, because nobody knows it.
     */
    public Duration waitNeeded() {
        return refusal.waitNeeded();
    }

    /** The budget that stood in the way, where the reason is {@link RefusalReason#BUDGET}. */
    public Optional<BudgetState> budget() {
        return Optional.ofNullable(refusal.budget());
    }

    /** How many others waited at the same gate. */
    public int queueLength() {
        return refusal.queueLength();
    }
}

package dev.sluice.ratelimit;

/** What stood between a request and its permit. */
public enum RefusalReason {
    /** All permits (or leases) are held. Only their holders can say for how long. */
    CONCURRENCY,
    /** The last start is closer than the min-delay. */
    PACING,
    /** A quota's window is spent, or what the server said is left of it. */
    QUOTA,
    /** A budget is spent, or the request asks for more than one ever has; {@link PermitUnavailableException#budget()} has the amounts. */
    BUDGET,
    /** The server asked for a pause. */
    PAUSED,
    /** Others wait in front. */
    QUEUED,
    /** The request asks for more permits than a quota ever has, so it could never be granted. */
    EXCEEDS_QUOTA,
    /** The configuration no longer has what the request asks for. */
    NOT_CONFIGURED,
    /**
     * It could never be granted unless somebody gives up: the leases and holds it waits for belong to scopes that wait, in turn, for what its own
     * scope holds. The message names all of them. Give back what the scope holds before trying again.
     */
    WOULD_DEADLOCK,
    /** The limiters were closed. */
    CLOSED
}

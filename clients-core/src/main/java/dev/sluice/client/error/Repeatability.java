package dev.sluice.client.error;

/** Whether making a failed call again makes sense. */
public enum Repeatability {
    /** The failure is transient and a repeat does no harm. */
    RETRYABLE,
    /** A repeat of the same call would fail the same way. */
    FINAL,
    /** The call may have had its effect (an order placed, a sandbox created): find out before repeating it. */
    OUTCOME_UNKNOWN
}

package dev.sluice.ratelimit;

/**
 * Who goes first when several wait. Inside a priority, first come, first served. So that nobody starves, every eighth grant made past a
 * waiting lower priority goes to the lower one.
 */
public enum Priority {
    /** What reduces risk, such as cancelling an order; has the concurrency that {@code reserve-critical} keeps for it. */
    CRITICAL,
    /** The default. */
    NORMAL,
    /** What nobody is waiting for. */
    BACKGROUND
}

package dev.sluice.client.spi;

/** Whom a server's "not before" concerns. */
public enum PauseScope {
    /** The call's group if it has one, else the whole account. */
    CALL,
    /** Every request of the account. */
    ACCOUNT,
    /** Only this call's own retry; nobody else waits (an upstream refused one model, say). */
    NONE
}

package dev.sluice.client.spi;

/** Whom a server's "not before" concerns. */
public enum PauseScope {
    /** The call's group if it has one, else the whole account. */
    CALL,
    /** Every request of the account. */
    ACCOUNT,
    /** The call's {@link CallSpec#narrowGroup narrow group}, alone if that is part of a wider one; where it has none, only its own retry: one model of many is overloaded, say. */
    NARROW,
    /** Only this call's own retry; nobody else waits. */
    NONE
}

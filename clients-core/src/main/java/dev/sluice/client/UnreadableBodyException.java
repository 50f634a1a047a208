package dev.sluice.client;

/** A body is not what the operation returns; the message tells where, never what stands there. */
final class UnreadableBodyException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableBodyException(String fact) {
        super(fact);
    }
}

package dev.sluice.client;

import java.io.InterruptedIOException;

/** An exchange was broken off from this side: a time limit, a cancel, an interrupt. */
final class StoppedException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    StoppedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}

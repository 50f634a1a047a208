package dev.sluice.client;

import java.io.IOException;

/** A proxy did not open a tunnel to the server: nothing was sent there. */
final class TunnelRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status what the proxy answered; 407 if it wants credentials */
    TunnelRefusedException(int status) {
        super("proxy answered " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}

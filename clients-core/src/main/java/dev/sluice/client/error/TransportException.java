package dev.sluice.client.error;

import org.jspecify.annotations.Nullable;

/** The exchange broke off after the request had (perhaps) left: reset, stall, time limit, interrupt. What it did is unknown. */
public final class TransportException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure of this call.
     *
     * @param fact what broke, for the message
     */
    public TransportException(FailedCall call, String fact, Repeatability repeatability, @Nullable Throwable cause) {
        super(call, fact, repeatability, cause);
    }
}

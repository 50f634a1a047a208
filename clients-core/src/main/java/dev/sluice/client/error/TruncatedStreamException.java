package dev.sluice.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A stream ended before its end marker: what was delivered is true but not whole. Never repeated by the pipeline once an event was
 * delivered.
 */
public final class TruncatedStreamException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final long deliveredEvents;

    /**
     * A failure of this call.
     *
     * @param fact how the stream ended, for the message
     * @param deliveredEvents events handed to the caller before the end
     */
    public TruncatedStreamException(
            FailedCall call,
            String fact,
            long deliveredEvents,
            Repeatability repeatability,
            @Nullable Throwable cause) {
        super(call, fact, repeatability, cause);
        this.deliveredEvents = deliveredEvents;
    }

    /** Events handed to the caller before the stream broke off. */
    public long deliveredEvents() {
        return deliveredEvents;
    }
}

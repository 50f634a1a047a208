package dev.sluice.client.faults;

import dev.sluice.client.error.ClientException;
import org.jspecify.annotations.Nullable;

/**
 * What the caller sees of a fault.
 *
 * @param type of the exception; null if the call succeeds
 */
record Seen(@Nullable Class<? extends ClientException> type, Fate fate) {

    static Seen success() {
        return new Seen(null, Fate.SUCCESS);
    }

    /** The pipeline repeats the call; if the fault stays, the last one is thrown. */
    static Seen repeated(Class<? extends ClientException> type) {
        return new Seen(type, Fate.REPEATED);
    }

    /** The pipeline does not repeat the call, but the caller may: events were delivered, or no time is left, or the caller gave up. */
    static Seen once(Class<? extends ClientException> type) {
        return new Seen(type, Fate.RETRYABLE);
    }

    /** A repeat would fail the same way. */
    static Seen failed(Class<? extends ClientException> type) {
        return new Seen(type, Fate.FINAL);
    }

    /** It may have happened. */
    static Seen unknown(Class<? extends ClientException> type) {
        return new Seen(type, Fate.UNKNOWN);
    }

    /** The same fault with this fate, unless it does no harm. */
    Seen as(Fate other) {
        return fate == Fate.SUCCESS ? this : new Seen(type, other);
    }

    /** What becomes of the call. */
    enum Fate {
        SUCCESS,
        REPEATED,
        RETRYABLE,
        FINAL,
        UNKNOWN
    }
}

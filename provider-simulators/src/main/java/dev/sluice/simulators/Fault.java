package dev.sluice.simulators;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A misfortune for requests of one provider. It hits at most {@code times} requests, and none after {@code lasting} has passed since it was
 * injected; where the words are the provider's, they are its own.
 *
 * @param kind what goes wrong
 * @param status HTTP status of {@link Kind#STATUS}, else 0
 * @param retryAfter sent with the status in the way of the provider, if given
 * @param stall silence of {@link Kind#STALL}, else zero
 * @param midBody abort or stall after half of the body instead of before the first byte
 * @param times how many requests it hits at most
 * @param lasting how long it stands, or null: until it has hit {@code times} requests
 * @param operation the only operation it hits, by its name in the report, or null: all
 */
public record Fault(
        Kind kind,
        int status,
        @Nullable Duration retryAfter,
        Duration stall,
        boolean midBody,
        int times,
        @Nullable Duration lasting,
        @Nullable String operation) {

    /** What can go wrong. */
    public enum Kind {
        /** An error answer. */
        STATUS,
        /** The connection is reset. */
        ABORT,
        /** Nothing comes for a while, then the answer. */
        STALL,
        /** The body ends in the middle: a stream in good order, a body of known length by a closed connection. */
        TRUNCATE
    }

    /** @throws IllegalArgumentException if an error status is not one, or a number is not positive */
    public Fault {
        if (kind == Kind.STATUS && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("fault: status " + status + " (expected 400 to 599)");
        }
        if (times < 1 || stall.isNegative()) {
            throw new IllegalArgumentException("fault: times " + times + ", stall " + stall + " (expected positive)");
        }
    }

    /** Every request for {@code lasting} is answered 429 with this Retry-After. */
    public static Fault tooManyRequests(Duration retryAfter, Duration lasting) {
        return new Fault(Kind.STATUS, 429, retryAfter, Duration.ZERO, false, Integer.MAX_VALUE, lasting, null);
    }

    /** One request is answered with this error. */
    public static Fault status(int status) {
        return new Fault(Kind.STATUS, status, null, Duration.ZERO, false, 1, null, null);
    }

    /** One connection is reset before the first byte of the answer. */
    public static Fault abort() {
        return new Fault(Kind.ABORT, 0, null, Duration.ZERO, false, 1, null, null);
    }

    /** One answer comes this much later. */
    public static Fault stall(Duration silence) {
        return new Fault(Kind.STALL, 0, null, silence, false, 1, null, null);
    }

    /** One body ends in the middle. */
    public static Fault truncate() {
        return new Fault(Kind.TRUNCATE, 0, null, Duration.ZERO, true, 1, null, null);
    }

    /** This fault for a number of requests. */
    public Fault times(int requests) {
        return new Fault(kind, status, retryAfter, stall, midBody, requests, lasting, operation);
    }

    /** This fault, striking after half of the body. */
    public Fault inMidBody() {
        return new Fault(kind, status, retryAfter, stall, true, times, lasting, operation);
    }

    /** This fault for one operation alone. */
    public Fault onOperation(String name) {
        return new Fault(kind, status, retryAfter, stall, midBody, times, lasting, name);
    }
}

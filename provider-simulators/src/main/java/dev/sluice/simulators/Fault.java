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
 * @param shape which of the provider's special answers {@link Kind#SHAPE} gives, else null
 * @param pieceBytes how long the pieces of {@link Kind#SPLIT} are, else 0
 */
public record Fault(
        Kind kind,
        int status,
        @Nullable Duration retryAfter,
        Duration stall,
        boolean midBody,
        int times,
        @Nullable Duration lasting,
        @Nullable String operation,
        @Nullable String shape,
        int pieceBytes) {

    /** What can go wrong. */
    public enum Kind {
        /** An error answer. */
        STATUS,
        /** The connection is reset. */
        ABORT,
        /** Nothing comes for a while, then the answer. */
        STALL,
        /** The body ends in the middle: a stream in good order, a body of known length by a closed connection. */
        TRUNCATE,
        /** An answer that the provider is known for, by its name: see the provider's simulator for which there are. */
        SHAPE,
        /** The right answer, its body in small pieces that end anywhere: within words, events, characters. */
        SPLIT
    }

    /** @throws IllegalArgumentException if an error status is not one, or a number is not positive */
    public Fault {
        if (kind == Kind.STATUS && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("fault: status " + status + " (expected 400 to 599)");
        }
        if (times < 1 || stall.isNegative()) {
            throw new IllegalArgumentException("fault: times " + times + ", stall " + stall + " (expected positive)");
        }
        if ((kind == Kind.SHAPE) != (shape != null)) {
            throw new IllegalArgumentException("fault: shape " + shape + " of " + kind + " (expected one, of SHAPE)");
        }
        if (kind == Kind.SPLIT ? pieceBytes < 1 : pieceBytes != 0) {
            throw new IllegalArgumentException(
                    "fault: pieces of " + pieceBytes + " bytes of " + kind + " (expected 1 or more, of SPLIT)");
        }
    }

    /** Every request for {@code lasting} is answered 429 with this Retry-After. */
    public static Fault tooManyRequests(Duration retryAfter, Duration lasting) {
        return new Fault(Kind.STATUS, 429, retryAfter, Duration.ZERO, false, Integer.MAX_VALUE, lasting, null, null, 0);
    }

    /** One request is answered with this error. */
    public static Fault status(int status) {
        return of(Kind.STATUS, status, Duration.ZERO, null, 0);
    }

    /** One connection is reset before the first byte of the answer. */
    public static Fault abort() {
        return of(Kind.ABORT, 0, Duration.ZERO, null, 0);
    }

    /** One answer comes this much later. */
    public static Fault stall(Duration silence) {
        return of(Kind.STALL, 0, silence, null, 0);
    }

    /** One body ends in the middle. */
    public static Fault truncate() {
        return of(Kind.TRUNCATE, 0, Duration.ZERO, null, 0);
    }

    /**
     * One request is answered in this way, if the provider has it: one that it has not is refused where it is injected.
     *
     * @param name such as {@code daily-cap} of {@link OpenRouterSimulator}
     */
    public static Fault shape(String name) {
        return of(Kind.SHAPE, 0, Duration.ZERO, name, 0);
    }

    /** One answer arrives in pieces of so many bytes. */
    public static Fault split(int pieceBytes) {
        return of(Kind.SPLIT, 0, Duration.ZERO, null, pieceBytes);
    }

    private static Fault of(Kind kind, int status, Duration stall, @Nullable String shape, int pieceBytes) {
        return new Fault(kind, status, null, stall, kind == Kind.TRUNCATE, 1, null, null, shape, pieceBytes);
    }

    /** This fault for a number of requests. */
    public Fault times(int requests) {
        return new Fault(kind, status, retryAfter, stall, midBody, requests, lasting, operation, shape, pieceBytes);
    }

    /** This fault, striking after half of the body. */
    public Fault inMidBody() {
        return new Fault(kind, status, retryAfter, stall, true, times, lasting, operation, shape, pieceBytes);
    }

    /** This fault, with so long to wait told in the way of the provider. */
    public Fault retryAfter(Duration wait) {
        return new Fault(kind, status, wait, stall, midBody, times, lasting, operation, shape, pieceBytes);
    }

    /** This fault for one operation alone. */
    public Fault onOperation(String name) {
        return new Fault(kind, status, retryAfter, stall, midBody, times, lasting, name, shape, pieceBytes);
    }
}

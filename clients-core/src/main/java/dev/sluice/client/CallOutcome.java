package dev.sluice.client;

/** How a call ended. */
public enum CallOutcome {
    /** Answered and decoded; a stream: read to its end marker. */
    SUCCESS,
    /** Ended by the caller before its end: a stream closed early, an interrupt. */
    CANCELLED,
    /** Never sent: no permit in time, circuit open, key missing. */
    NOT_SENT,
    /** The provider answered with an error. */
    ERROR_RESPONSE,
    /** No (whole) answer: connection, time limit, truncated stream. */
    TRANSPORT_FAILURE,
    /** Answered with success, but unreadable. */
    UNREADABLE
}

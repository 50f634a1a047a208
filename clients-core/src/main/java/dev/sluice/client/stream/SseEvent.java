package dev.sluice.client.stream;

/**
 * One server-sent event as dispatched by the WHATWG event-stream rules.
 *
 * @param type the {@code event:} field, {@code message} if there was none
 * @param data the {@code data:} lines joined with LF; may be empty
 * @param lastEventId the last {@code id:} seen on the stream so far, empty if none
 */
public record SseEvent(String type, String data, String lastEventId) {}

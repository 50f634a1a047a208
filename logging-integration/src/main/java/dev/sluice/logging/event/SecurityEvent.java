package dev.sluice.logging.event;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * Somebody was refused, or behaves as an intruder would ({@code security_*}). Never sampled, never dropped.
 *
 * @param name without the prefix {@code security_}, or with it
 * @param fields redacted by their names, persons replaced by keyed hashes
 */
public record SecurityEvent(String name, Map<String, Object> fields) implements Event {
    /** Redacts what the caller has not. */
    public SecurityEvent {
        name = EventNames.of("security_", name);
        fields = EventNames.fields(fields);
    }

    /** A provider refused our credentials ({@code security_auth_failed}). */
    public static SecurityEvent authFailed(CallRef call, int attempt, int statusCode, String reason) {
        return new SecurityEvent(
                "auth_failed",
                call.fields()
                        .put(EventKey.ATTEMPT, attempt)
                        .put(EventKey.STATUS_CODE, statusCode)
                        .put(EventKey.FAILURE_REASON, reason)
                        .done());
    }

    /** More calls than anybody should need ({@code security_rapid_api_calls}). */
    public static SecurityEvent rapidApiCalls(String peerService, long callCount, Duration window) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(EventKey.PEER_SERVICE.key(), peerService);
        fields.put(EventKey.ACTIVITY_TYPE.key(), "rapid_api_calls");
        fields.put(EventKey.CALL_COUNT.key(), callCount);
        fields.put(EventKey.TIME_WINDOW_SECONDS.key(), Fields.seconds(window));
        return new SecurityEvent("rapid_api_calls", fields);
    }

    @Override
    public String eventType() {
        return name;
    }

    @Override
    public String message() {
        return "Security event";
    }

    @Override
    public Level level() {
        return Level.WARN;
    }
}

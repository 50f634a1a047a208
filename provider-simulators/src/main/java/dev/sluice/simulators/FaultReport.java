package dev.sluice.simulators;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one injected fault.
 *
 * @param kind lower case, as in POST /faults
 * @param status the injected HTTP status, 0 if none
 * @param shape the name of the injected answer, or null
 * @param injected requests it hit
 * @param first when the first was answered, or null
 * @param last when the last was answered, or null
 * @param pauseUntil end of the latest pause, or null: a pause begins when an injected answer with Retry-After has been sent while none
 *     is running
 * @param callsDuringPause requests that arrived within those pauses
 */
public record FaultReport(
        String kind,
        int status,
        @Nullable String shape,
        long injected,
        @Nullable Instant first,
        @Nullable Instant last,
        @JsonProperty("pause_until") @Nullable Instant pauseUntil,
        @JsonProperty("calls_during_pause") long callsDuringPause) {}

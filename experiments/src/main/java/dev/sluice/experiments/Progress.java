package dev.sluice.experiments;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * How far an experiment is, at one moment.
 *
 * @param totalIntervals as configured
 * @param completedIntervals intervals that ended in a decision
 * @param failedIntervals intervals that ended without one
 * @param progressPercent completed and failed of all, 0 to 100, two decimals; 0 when none are planned
 * @param elapsedSeconds time it has been running, pauses between two runs left out; milliseconds as decimals
 * @param error why it failed, or null
 */
@JsonPropertyOrder({
    "experiment_id",
    "total_intervals",
    "completed_intervals",
    "failed_intervals",
    "progress_percent",
    "status",
    "elapsed_seconds",
    "error"
})
public record Progress(
        @JsonProperty("experiment_id") String experimentId,
        @JsonProperty("total_intervals") int totalIntervals,
        @JsonProperty("completed_intervals") int completedIntervals,
        @JsonProperty("failed_intervals") int failedIntervals,
        @JsonProperty("progress_percent") double progressPercent,
        ExperimentStatus status,
        @JsonProperty("elapsed_seconds") double elapsedSeconds,
        @Nullable String error) {

    static double percent(int done, int total) {
        return total == 0 ? 0 : Math.min(100, Math.round(10_000.0 * done / total) / 100.0);
    }
}

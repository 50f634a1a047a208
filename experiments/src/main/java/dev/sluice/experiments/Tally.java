package dev.sluice.experiments;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the records so far add up to: how many intervals are in which state, how long the experiment has run. The same for the live
 * experiment and for a journal that is read. Not thread-safe.
 */
final class Tally {
    private enum State {
        RUNNING,
        COMPLETED,
        FAILED
    }

    private final Map<String, State> intervals = new LinkedHashMap<>();
    private @Nullable JournalRecord started;
    private ExperimentStatus status = ExperimentStatus.RUNNING;
    private @Nullable String error;
    private int running;
    private int completed;
    private int failed;
    private Duration ranBefore = Duration.ZERO;
    private Instant ranSince = Instant.EPOCH;
    private Instant last = Instant.EPOCH;

    void apply(JournalRecord entry) {
        switch (entry.type()) {
            case EXPERIMENT_STARTED -> {
                started = entry;
                ranSince = entry.time();
            }
            case EXPERIMENT_RESUMED -> resume(entry);
            case INTERVAL_STARTED -> move(entry.intervalId(), State.RUNNING);
            case DECISION -> move(entry.intervalId(), State.COMPLETED);
            case INTERVAL_FAILED -> move(entry.intervalId(), State.FAILED);
            case EXPERIMENT_COMPLETED -> status = ExperimentStatus.COMPLETED;
            case EXPERIMENT_FAILED -> {
                status = ExperimentStatus.FAILED;
                error = entry.text("error");
            }
            case AUDIT -> {}
        }
        last = entry.time();
    }

    /** The first record, or null in an empty journal. */
    @Nullable
    JournalRecord started() {
        return started;
    }

    ExperimentStatus status() {
        return status;
    }

    Instant last() {
        return last;
    }

    int running() {
        return running;
    }

    int ended() {
        return completed + failed;
    }

    /** Whether an interval cannot be begun now: it is running or has its decision. A failed one may be tried again. */
    boolean isTaken(String intervalId) {
        State state = intervals.get(intervalId);
        return state == State.RUNNING || state == State.COMPLETED;
    }

    boolean isCompleted(String intervalId) {
        return intervals.get(intervalId) == State.COMPLETED;
    }

    Progress progress(Instant now) {
        JsonNode config = started == null ? Json.MAPPER.missingNode() : started.get("config");
        int total = config.path("total_intervals").asInt(0);
        Duration elapsed = ranBefore.plus(Duration.between(ranSince, now));
        return new Progress(
                config.path("experiment_id").asString(""),
                total,
                completed,
                failed,
                Progress.percent(completed + failed, total),
                status,
                Math.max(0, elapsed.toMillis()) / 1000.0,
                error);
    }

    private void resume(JournalRecord entry) {
        ranBefore = ranBefore.plus(Duration.between(ranSince, last));
        ranSince = entry.time();
        status = ExperimentStatus.RUNNING;
        error = null;
        intervals.values().removeIf(state -> state == State.RUNNING);
        running = 0;
    }

    private void move(String intervalId, State to) {
        count(intervals.put(intervalId, to), -1);
        count(to, 1);
    }

    private void count(@Nullable State state, int by) {
        if (state == State.RUNNING) {
            running += by;
        } else if (state == State.COMPLETED) {
            completed += by;
        } else if (state == State.FAILED) {
            failed += by;
        }
    }
}

package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TallyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Tally tally = new Tally();
    private long seq;

    @Test
    void empty_isRunningAtZero() {
        Progress progress = tally.progress(Instant.EPOCH);
        assertThat(progress.totalIntervals()).isZero();
        assertThat(progress.progressPercent()).isZero();
        assertThat(progress.elapsedSeconds()).isZero();
        assertThat(tally.started()).isNull();
    }

    @Test
    void intervals_areCountedByWhereTheyStand() {
        apply(RecordType.EXPERIMENT_STARTED, 0, "");
        apply(RecordType.INTERVAL_STARTED, 1, "a");
        apply(RecordType.INTERVAL_STARTED, 1, "b");
        apply(RecordType.INTERVAL_STARTED, 1, "c");
        apply(RecordType.AUDIT, 2, "a");
        apply(RecordType.DECISION, 3, "a");
        apply(RecordType.INTERVAL_FAILED, 4, "b");
        assertThat(tally.running()).isEqualTo(1);
        assertThat(tally.ended()).isEqualTo(2);
        assertThat(tally.isTaken("a")).isTrue();
        assertThat(tally.isTaken("b")).isFalse();
        assertThat(tally.isTaken("c")).isTrue();
        assertThat(tally.isTaken("d")).isFalse();
        assertThat(tally.isCompleted("a")).isTrue();
        assertThat(tally.isCompleted("b")).isFalse();
    }

    @Test
    void failedIntervalThatSucceedsLater_countsOnce() {
        apply(RecordType.EXPERIMENT_STARTED, 0, "");
        apply(RecordType.INTERVAL_STARTED, 1, "a");
        apply(RecordType.INTERVAL_FAILED, 2, "a");
        apply(RecordType.INTERVAL_STARTED, 3, "a");
        assertThat(tally.ended()).isZero();
        apply(RecordType.DECISION, 4, "a");
        Progress progress = tally.progress(tally.last());
        assertThat(progress.completedIntervals()).isEqualTo(1);
        assertThat(progress.failedIntervals()).isZero();
    }

    @Test
    void resume_forgetsWhatWasRunning_keepsWhatEnded_leavesThePauseOut() {
        apply(RecordType.EXPERIMENT_STARTED, 0, "");
        apply(RecordType.INTERVAL_STARTED, 5, "a");
        apply(RecordType.DECISION, 10, "a");
        apply(RecordType.INTERVAL_STARTED, 10, "b");
        apply(RecordType.EXPERIMENT_RESUMED, 1000, "");
        assertThat(tally.running()).isZero();
        assertThat(tally.isTaken("b")).isFalse();
        assertThat(tally.isCompleted("a")).isTrue();
        assertThat(tally.progress(START.plusSeconds(1003)).elapsedSeconds()).isEqualTo(13.0);
    }

    @Test
    void clockThatWentBack_givesNoNegativeTime() {
        apply(RecordType.EXPERIMENT_STARTED, 60, "");
        assertThat(tally.progress(START).elapsedSeconds()).isZero();
    }

    @Test
    void end_isStatusAndError_untilResumed() {
        apply(RecordType.EXPERIMENT_STARTED, 0, "");
        apply(RecordType.EXPERIMENT_FAILED, 1, "");
        assertThat(tally.status()).isEqualTo(ExperimentStatus.FAILED);
        assertThat(tally.progress(START).error()).isEqualTo("why");
        apply(RecordType.EXPERIMENT_RESUMED, 2, "");
        assertThat(tally.status()).isEqualTo(ExperimentStatus.RUNNING);
        assertThat(tally.progress(START).error()).isNull();
        apply(RecordType.EXPERIMENT_COMPLETED, 3, "");
        assertThat(tally.status()).isEqualTo(ExperimentStatus.COMPLETED);
    }

    private void apply(RecordType type, long second, String intervalId) {
        ObjectNode json =
                Json.MAPPER.createObjectNode().put("interval_id", intervalId).put("error", "why");
        json.putObject("config").put("experiment_id", "e").put("total_intervals", 4);
        tally.apply(new JournalRecord(++seq, START.plusSeconds(second), type, json));
    }
}

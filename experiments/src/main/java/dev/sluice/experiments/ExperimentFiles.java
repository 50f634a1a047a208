package dev.sluice.experiments;

import java.nio.file.Path;

/**
 * Where one experiment lives below a directory.
 *
 * @param directory {@code experiments/{id}}: what belongs to this experiment alone
 * @param rendered {@code experiments/{id}.json}: the whole experiment for reading, made anew from the journal
 * @param journal {@code experiments/{id}/journal.jsonl}: the truth, one record a line, only ever appended to
 * @param progress {@code experiments/{id}/progress.json}: a {@link Progress}, replaced at every change
 * @param evaluation {@code experiments/{id}/evaluation.jsonl}: where {@link Experiment#exportEvaluation()} writes
 */
public record ExperimentFiles(Path directory, Path rendered, Path journal, Path progress, Path evaluation) {

    /**
     * The files of one experiment.
     *
     * @throws IllegalArgumentException if the id could not be a file name
     */
    public static ExperimentFiles in(Path directory, String experimentId) {
        ExperimentConfig.requireId("experimentId", experimentId);
        Path experiments = directory.resolve("experiments");
        Path own = experiments.resolve(experimentId);
        return new ExperimentFiles(
                own,
                experiments.resolve(experimentId + ".json"),
                own.resolve("journal.jsonl"),
                own.resolve("progress.json"),
                own.resolve("evaluation.jsonl"));
    }

    /** Not the journal itself: on POSIX, closing any descriptor of a file drops the process's locks on it, and we read the journal. */
    Path lock() {
        return directory.resolve("journal.lock");
    }
}

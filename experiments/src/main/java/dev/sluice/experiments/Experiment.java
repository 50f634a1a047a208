package dev.sluice.experiments;

import dev.sluice.foundation.TimeSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One experiment being run: begins intervals, keeps the journal, publishes progress, renders the whole at checkpoints. Thread-safe;
 * intervals run side by side. Every string is redacted before it is written.
 *
 * <p>Opening an id that has a journal continues it: a torn last record is cut off, intervals that had their decision keep it, the others
 * may be begun again. Ended neither by {@link #complete} nor by {@link #fail}, an experiment stays {@code running} on disk.
 */
public final class Experiment implements AutoCloseable {
    private final ExperimentFiles files;
    private final WriterLock writer;
    private final Journal journal;
    private final Recovery recovery;
    private final Publisher publisher;
    private final TimeSource time;
    private final Tally tally = new Tally();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    private Experiment(ExperimentFiles files, WriterLock writer, TimeSource time) {
        this.files = files;
        this.writer = writer;
        this.time = time;
        JournalOpener.Opened opened = JournalOpener.open(files, tally, time);
        this.journal = opened.journal();
        this.recovery = opened.recovery(tally);
        this.publisher = new Publisher(files);
    }

    /**
     * Starts an experiment, or continues the one with this id.
     *
     * @param directory below which its files live, see {@link ExperimentFiles}; made if absent
     * @throws ExperimentException if the directory cannot be written, another writer is at work, the journal is damaged, or the id was
     *     started with another configuration or is completed
     */
    public static Experiment open(ExperimentConfig config, Path directory, TimeSource time) {
        ExperimentFiles files = ExperimentFiles.in(directory, config.experimentId());
        AtomicFile.makeDirectory(files.directory());
        return opened(files, time, experiment -> experiment.start(config));
    }

    /**
     * Repairs what a killed process left: cuts a torn last record off and renders the files anew, without continuing the experiment.
     *
     * @throws ExperimentException if there is no such journal, or as for {@link #open}
     */
    public static Recovery recover(Path directory, String experimentId, TimeSource time) {
        ExperimentFiles files = ExperimentFiles.in(directory, experimentId);
        if (!files.journal().toFile().isFile()) {
            throw new ExperimentException("journal " + files.journal() + ": absent (expected a started experiment)");
        }
        try (Experiment experiment = opened(files, time, unchanged -> {})) {
            return experiment.recovery();
        }
    }

    private static Experiment opened(ExperimentFiles files, TimeSource time, Consumer<Experiment> first) {
        WriterLock writer = WriterLock.take(files.lock());
        @Nullable Experiment experiment = null;
        try {
            experiment = new Experiment(files, writer, time);
            first.accept(experiment);
            return experiment;
        } catch (RuntimeException e) {
            if (experiment != null) {
                experiment.journal.close();
            }
            writer.close();
            throw e;
        }
    }

    private void start(ExperimentConfig config) {
        ObjectNode settings = config.toJson();
        JournalRecord started = tally.started();
        if (started != null) {
            requireContinuable(started, settings);
        }
        ObjectNode members = Json.MAPPER.createObjectNode();
        if (started == null) {
            members.set("config", settings);
        } else {
            members.put("bytes_cut", recovery.bytesCut());
            members.put("interrupted_intervals", recovery.interruptedIntervals());
        }
        members.set("metadata", Redaction.of(config.metadata()));
        RecordType type = started == null ? RecordType.EXPERIMENT_STARTED : RecordType.EXPERIMENT_RESUMED;
        journal.force(append(type, members).seq());
        publisher.publish(this::progress);
    }

    private void requireContinuable(JournalRecord started, JsonNode settings) {
        String id = started.get("config").path("experiment_id").asString("");
        if (!started.get("config").equals(asWritten(settings))) {
            throw new ExperimentException(
                    "experiment " + id + ": was started with another configuration (expected the same, or a new id)");
        }
        if (tally.status() == ExperimentStatus.COMPLETED) {
            throw new ExperimentException("experiment " + id + ": is completed (expected a new id)");
        }
    }

    /** Numbers change their Java type on the way to disk and back; comparing needs both to have gone it. */
    private static JsonNode asWritten(JsonNode json) {
        return Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(Redaction.of(json)));
    }

    /**
     * Begins an interval.
     *
     * @param intervalId unique within the experiment; characters as in an experiment id
     * @param context what it is about, for the rendered file; values as JSON can hold them
     * @throws IllegalStateException if the interval is running or has its decision, or the experiment has ended
     * @throws ExperimentException if the journal cannot be written
     */
    public Interval begin(String intervalId, Map<String, ?> context) {
        ExperimentConfig.requireId("intervalId", intervalId);
        ObjectNode members = Json.MAPPER.createObjectNode().put("interval_id", intervalId);
        members.set("context", Redaction.of(context));
        lock.lock();
        try {
            requireRunning();
            if (tally.isTaken(intervalId)) {
                throw new IllegalStateException("interval " + intervalId + ": begun already (expected a new id)");
            }
            append(RecordType.INTERVAL_STARTED, members);
        } finally {
            lock.unlock();
        }
        return new Interval(this, intervalId);
    }

    /** Whether an interval has its decision, so that continuing need not begin it. */
    public boolean isCompleted(String intervalId) {
        lock.lock();
        try {
            return tally.isCompleted(intervalId);
        } finally {
            lock.unlock();
        }
    }

    /** How far it is, now. */
    public Progress progress() {
        lock.lock();
        try {
            boolean running = tally.status() == ExperimentStatus.RUNNING && !closed;
            return tally.progress(running ? time.instant() : tally.last());
        } finally {
            lock.unlock();
        }
    }

    /** What opening found of an earlier run; all zero for a new experiment. */
    public Recovery recovery() {
        return recovery;
    }

    /** Where its files are. */
    public ExperimentFiles files() {
        return files;
    }

    /**
     * Ends the experiment as completed, renders it.
     *
     * @throws IllegalStateException if intervals are still running, or it has ended
     * @throws ExperimentException if a file cannot be written
     */
    public void complete() {
        lock.lock();
        try {
            if (tally.running() > 0) {
                throw new IllegalStateException(
                        "experiment: " + tally.running() + " intervals are running (expected 0)");
            }
        } finally {
            lock.unlock();
        }
        finish(RecordType.EXPERIMENT_COMPLETED, null);
    }

    /**
     * Ends this run as failed, renders it; opening the id again continues it.
     *
     * @param error one line saying why; what {@link Progress#error()} shows
     * @throws IllegalStateException if it has ended
     * @throws ExperimentException if a file cannot be written
     */
    public void fail(String error) {
        finish(RecordType.EXPERIMENT_FAILED, error);
    }

    /**
     * Exports the decisions so far.
     *
     * @return how many
     * @throws ExperimentException if a file cannot be read or written
     */
    public int exportEvaluation() {
        return EvaluationExport.write(files.journal(), files.evaluation());
    }

    /** Forces the journal, renders the files, gives the writer's place back. Does nothing the second time. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        try (writer;
                journal) {
            publisher.publish(this::progress);
        }
    }

    JournalRecord append(RecordType type, ObjectNode members) {
        ObjectNode redacted = (ObjectNode) Redaction.of(members);
        lock.lock();
        try {
            JournalRecord entry = journal.append(type, redacted);
            tally.apply(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Ends an interval: on disk first, then in the progress. */
    void end(RecordType type, ObjectNode members) {
        journal.force(append(type, members).seq());
        publisher.progressed(this::progress);
    }

    private void finish(RecordType type, @Nullable String error) {
        lock.lock();
        try {
            requireRunning();
            ObjectNode members = Json.MAPPER.createObjectNode();
            journal.force(append(type, error == null ? members : members.put("error", error))
                    .seq());
        } finally {
            lock.unlock();
        }
        publisher.publish(this::progress);
    }

    private void requireRunning() {
        if (closed || tally.status() != ExperimentStatus.RUNNING) {
            throw new IllegalStateException("experiment: ended already (expected a running one)");
        }
    }
}

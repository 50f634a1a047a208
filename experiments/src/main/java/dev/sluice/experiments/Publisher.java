package dev.sluice.experiments;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is derived from the journal: the progress at every change, the rendered experiment every tenth end of an interval and, so
 * that a long experiment does not spend its time rendering, not before a tenth more have ended. One writer at a time, the newest last.
 */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int CHECKPOINT = 10;

    private final ExperimentFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private int nextCheckpoint = CHECKPOINT;

    Publisher(ExperimentFiles files) {
        this.files = files;
    }

    /** During a run: a file that cannot be written is a warning, for the journal has the truth and the work goes on. */
    void progressed(Supplier<Progress> progress) {
        lock.lock();
        try {
            Progress now = progress.get();
            write(now);
            int ended = now.completedIntervals() + now.failedIntervals();
            if (ended >= nextCheckpoint) {
                nextCheckpoint = ended + Math.max(CHECKPOINT, ended / 10);
                Rendering.render(files);
            }
        } catch (ExperimentException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("event_type", "experiment_files_stale")
                    .log("progress not written");
        } finally {
            lock.unlock();
        }
    }

    /** At start and end: both files, or an exception. */
    void publish(Supplier<Progress> progress) {
        lock.lock();
        try {
            write(progress.get());
            Rendering.render(files);
        } finally {
            lock.unlock();
        }
    }

    private void write(Progress progress) {
        AtomicFile.replace(files.progress(), out -> out.write(Json.MAPPER.writeValueAsBytes(progress)));
    }
}

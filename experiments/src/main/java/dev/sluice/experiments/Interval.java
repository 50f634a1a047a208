package dev.sluice.experiments;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.node.ObjectNode;

/**
 * One interval being processed: takes the audit trail, then ends in one decision or one failure. Thread-safe; closing an interval that
 * has not ended records a failure, so none is left open by an exception.
 */
public final class Interval implements AutoCloseable {
    private final Experiment experiment;
    private final String id;
    private final AtomicBoolean ended = new AtomicBoolean();

    Interval(Experiment experiment, String id) {
        this.experiment = experiment;
        this.id = id;
    }

    /** Its name within the experiment. */
    public String id() {
        return id;
    }

    /**
     * Records what the decision will trace back to. On disk when the decision is.
     *
     * @throws IllegalStateException if the interval has ended
     * @throws ExperimentException if the journal cannot be written
     */
    public void audit(AuditPart part, String content) {
        refuseIfEnded();
        experiment.append(
                RecordType.AUDIT, members().put("part", part.wireName()).put("content", content));
    }

    /**
     * Records the ids of the search snippets that were used.
     *
     * @throws IllegalStateException if the interval has ended
     * @throws ExperimentException if the journal cannot be written
     */
    public void snippets(Collection<String> ids) {
        refuseIfEnded();
        ObjectNode members = members().put("part", "snippet_ids");
        ids.forEach(members.putArray("snippet_ids")::add);
        experiment.append(RecordType.AUDIT, members);
    }

    /**
     * Ends the interval in a decision. Returns when the decision and everything before it is forced to disk.
     *
     * @throws IllegalStateException if the interval has ended
     * @throws ExperimentException if the journal cannot be written: the decision must not be acted upon
     */
    public void decide(Decision decision) {
        end();
        experiment.end(RecordType.DECISION, members().set("decision", decision.toJson()));
    }

    /**
     * Ends the interval without a decision. Returns when this is forced to disk.
     *
     * @throws IllegalStateException if the interval has ended
     * @throws ExperimentException if the journal cannot be written
     */
    public void fail(String error) {
        end();
        experiment.end(RecordType.INTERVAL_FAILED, members().put("error", error));
    }

    /** Fails the interval if it has not ended. */
    @Override
    public void close() {
        if (!ended.get()) {
            fail("ended without a decision");
        }
    }

    private void end() {
        if (!ended.compareAndSet(false, true)) {
            refuseIfEnded();
        }
    }

    private void refuseIfEnded() {
        if (ended.get()) {
            throw new IllegalStateException("interval " + id + ": ended already");
        }
    }

    private ObjectNode members() {
        return Json.MAPPER.createObjectNode().put("interval_id", id);
    }
}

package dev.sluice.experiments;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the decisions out of a journal, each with the audit parts recorded before it. Holds no more than the parts of the intervals that
 * were running at the same time.
 */
final class Decisions {
    private static final String SNIPPETS = "snippet_ids";

    private final Consumer<ObjectNode> consumer;
    private final Map<String, ObjectNode> audits = new HashMap<>();
    private JsonNode config = Json.MAPPER.missingNode();

    private Decisions(Consumer<ObjectNode> consumer) {
        this.consumer = consumer;
    }

    /** @param upTo last sequence number to look at, because the journal may be growing */
    static void forEach(Path journal, long upTo, Consumer<ObjectNode> consumer) {
        Decisions decisions = new Decisions(consumer);
        JournalReader.scan(journal, entry -> {
            if (entry.seq() <= upTo) {
                decisions.apply(entry);
            }
        });
    }

    private void apply(JournalRecord entry) {
        switch (entry.type()) {
            case EXPERIMENT_STARTED -> config = entry.get("config");
            case INTERVAL_STARTED -> audits.put(entry.intervalId(), emptyAudit());
            case AUDIT -> add(audits.computeIfAbsent(entry.intervalId(), id -> emptyAudit()), entry);
            case INTERVAL_FAILED -> audits.remove(entry.intervalId());
            case DECISION -> consumer.accept(decision(entry));
            default -> {}
        }
    }

    private ObjectNode decision(JournalRecord entry) {
        ObjectNode decision = Json.MAPPER.createObjectNode();
        decision.put("decision_id", config.path("experiment_id").asString("") + "." + entry.intervalId());
        decision.put("interval_id", entry.intervalId());
        decision.put("timestamp", entry.time().toString());
        decision.set("model_id", config.path("model_id"));
        decision.set("decision_mode", config.path("decision_mode"));
        if (entry.get("decision") instanceof ObjectNode made) {
            decision.setAll(made);
        }
        ObjectNode audit = audits.remove(entry.intervalId());
        decision.set("audit", audit == null ? emptyAudit() : audit);
        return decision;
    }

    private static ObjectNode emptyAudit() {
        ObjectNode audit = Json.MAPPER.createObjectNode();
        for (AuditPart part : AuditPart.values()) {
            audit.putNull(part.wireName());
        }
        audit.putArray(SNIPPETS);
        return audit;
    }

    /** A part recorded more than once (a second answer of the model) is shown as one text; the journal keeps them apart. */
    private static void add(ObjectNode audit, JournalRecord entry) {
        String part = entry.text("part");
        if (part.equals(SNIPPETS)) {
            entry.get(SNIPPETS).forEach(audit.withArray(SNIPPETS)::add);
            return;
        }
        String content = entry.text("content");
        JsonNode earlier = audit.path(part);
        audit.put(part, earlier.isString() ? earlier.asString() + "\n\n" + content : content);
    }
}

package dev.sluice.experiments;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes {@code experiments/{id}.json} from the journal: configuration, metadata, progress, {@code intervals} and {@code decisions}. Two
 * readings, so that an experiment larger than memory can be rendered: the first for the state of the intervals, the second for the
 * decisions.
 */
final class Rendering {
    private static final ObjectWriter WRITER =
            Json.MAPPER.writerWithDefaultPrettyPrinter().without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private final Map<String, ObjectNode> intervals = new LinkedHashMap<>();
    private final Tally tally = new Tally();
    private long lastSeq;

    private Rendering() {}

    /** @throws ExperimentException if the journal cannot be read or the file not be written */
    static void render(ExperimentFiles files) {
        Rendering rendering = new Rendering();
        JournalReader.scan(files.journal(), rendering::apply);
        AtomicFile.replace(files.rendered(), out -> rendering.write(files, out));
    }

    private void apply(JournalRecord entry) {
        tally.apply(entry);
        lastSeq = entry.seq();
        switch (entry.type()) {
            case INTERVAL_STARTED -> intervals.put(entry.intervalId(), started(entry));
            case DECISION -> end(entry, "completed", null);
            case INTERVAL_FAILED -> end(entry, "failed", entry.text("error"));
            default -> {}
        }
    }

    private static ObjectNode started(JournalRecord entry) {
        ObjectNode interval = Json.MAPPER.createObjectNode();
        interval.put("interval_id", entry.intervalId());
        interval.put("status", "running");
        interval.put("started_at", entry.time().toString());
        interval.putNull("ended_at");
        interval.putNull("error");
        interval.set("context", entry.get("context"));
        return interval;
    }

    private void end(JournalRecord entry, String status, @Nullable String error) {
        ObjectNode interval = intervals.computeIfAbsent(entry.intervalId(), id -> started(entry));
        interval.put("status", status);
        interval.put("ended_at", entry.time().toString());
        interval.put("error", error);
    }

    private void write(ExperimentFiles files, OutputStream out) throws IOException {
        JournalRecord started = tally.started();
        try (JsonGenerator json = WRITER.createGenerator(out)) {
            json.writeStartObject();
            if (started != null) {
                json.writePOJOProperty("experiment_id", started.get("config").path("experiment_id"));
                json.writePOJOProperty("config", started.get("config"));
                json.writePOJOProperty("metadata", metadata(started));
            }
            json.writePOJOProperty("progress", tally.progress(tally.last()));
            writeIntervals(json, intervals.values());
            json.writeArrayPropertyStart("decisions");
            Decisions.forEach(files.journal(), lastSeq, json::writeTree);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private ObjectNode metadata(JournalRecord started) {
        ObjectNode metadata = Json.MAPPER.createObjectNode();
        metadata.put("started_at", started.time().toString());
        metadata.put("updated_at", tally.last().toString());
        metadata.put("journal_records", lastSeq);
        if (started.get("metadata") instanceof ObjectNode given) {
            metadata.setAll(given);
        }
        return metadata;
    }

    private static void writeIntervals(JsonGenerator json, Collection<ObjectNode> intervals) {
        json.writeArrayPropertyStart("intervals");
        intervals.forEach(json::writeTree);
        json.writeEndArray();
    }
}

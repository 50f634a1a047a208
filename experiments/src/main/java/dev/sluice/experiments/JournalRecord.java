package dev.sluice.experiments;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole record of a journal: {@code seq} from 1 without gaps, {@code time}, {@code type}, and the members of its type. */
record JournalRecord(long seq, Instant time, RecordType type, ObjectNode json) {

    static JournalRecord of(ObjectNode json) {
        return new JournalRecord(
                json.path("seq").asLong(),
                Instant.parse(json.path("time").asString()),
                RecordType.of(json.path("type").asString()),
                json);
    }

    String intervalId() {
        return text("interval_id");
    }

    String text(String member) {
        return json.path(member).asString("");
    }

    JsonNode get(String member) {
        return json.path(member);
    }
}

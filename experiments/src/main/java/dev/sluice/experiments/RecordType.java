package dev.sluice.experiments;

import java.util.Locale;

/** The kinds of records in a journal; on the wire in lower case. */
enum RecordType {
    EXPERIMENT_STARTED,
    EXPERIMENT_RESUMED,
    INTERVAL_STARTED,
    AUDIT,
    DECISION,
    INTERVAL_FAILED,
    EXPERIMENT_COMPLETED,
    EXPERIMENT_FAILED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word this version does not know */
    static RecordType of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

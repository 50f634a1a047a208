package dev.sluice.logging.redaction;

import org.jspecify.annotations.Nullable;

/** The single rules of redaction. All apply, always; a test of this package can do without one to see that its canaries are found then. */
enum Rule {
    HEADERS,
    QUERY,
    USER_INFO,
    PATH_SEGMENTS,
    URLS_IN_TEXT,
    NAMES,
    LOOK_ALIKES,
    PAIRS,
    NESTED_JSON,
    ORDER_BOOKS,
    FORMS,
    EVENTS,
    EVENT_PIECES,
    MULTIPART,
    UNREADABLE,
    EXCEPTIONS,
    NAMED_VALUES,
    SHAPES,
    REGISTERED,
    ENCODED_SECRETS,
    CUT_SECRETS,
    FINAL_BYTES,
    CONTROL_CHARACTERS;

    private static volatile @Nullable Rule missing;

    boolean applies() {
        return missing != this;
    }

    /** False only while a test does without one. */
    static boolean allApply() {
        return missing == null;
    }

    /** Does something without this rule, for the whole process; for the tests of this package. */
    void without(Runnable what) {
        missing = this;
        try {
            what.run();
        } finally {
            missing = null;
        }
    }
}

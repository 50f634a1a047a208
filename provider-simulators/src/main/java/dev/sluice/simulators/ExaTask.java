package dev.sluice.simulators;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A research task or an agent's run.
 *
 * @param id its id
 * @param asked the request
 * @param began when it was created
 * @param ends when it is done
 * @param end how it ends
 */
record ExaTask(String id, JsonNode asked, Instant began, Instant ends, End end) {
    /** How a task ends; with a result only if completed. */
    enum End {
        COMPLETED,
        FAILED,
        CANCELLED
    }

    boolean isOver(Instant now) {
        return !now.isBefore(ends);
    }

    /** {@code running}, then how it ended. */
    String status(Instant now, String cancelledWord) {
        if (!isOver(now)) {
            return "running";
        }
        return endWord(cancelledWord);
    }

    /** How it ends, in Exa's words, of which it spells one in two ways. */
    String endWord(String cancelledWord) {
        return switch (end) {
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> cancelledWord;
        };
    }

    /** Ends it now in this way, unless it is over. */
    ExaTask endedAt(Instant now, End how) {
        return isOver(now) ? this : new ExaTask(id, asked, began, now, how);
    }
}

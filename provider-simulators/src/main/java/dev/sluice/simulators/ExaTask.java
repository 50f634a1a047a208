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
 * @param cancelled whether it ends without a result
 */
record ExaTask(String id, JsonNode asked, Instant began, Instant ends, boolean cancelled) {
    boolean isOver(Instant now) {
        return !now.isBefore(ends);
    }

    /** {@code running}, then how it ended. */
    String status(Instant now, String cancelledWord) {
        if (!isOver(now)) {
            return "running";
        }
        return cancelled ? cancelledWord : "completed";
    }

    /** Ends it now, unless it is over. */
    ExaTask endedAt(Instant now, boolean withoutResult) {
        return isOver(now) ? this : new ExaTask(id, asked, began, now, withoutResult);
    }
}

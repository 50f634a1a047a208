package dev.sluice.logging.event;

import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.logging.redaction.Redactor;

/**
 * Which completion an event belongs to.
 *
 * @param sessionId one run of an {@link LlmCompletionLogger}
 * @param requestId one completion
 * @param completionNumber from 1 in the session
 */
public record CompletionRef(String sessionId, String requestId, long completionNumber) {
    /** Redacts the texts. */
    public CompletionRef {
        sessionId = Redactor.standard().text(sessionId);
        requestId = Redactor.standard().text(requestId);
    }

    Fields fields() {
        return new Fields()
                .put("session_id", sessionId)
                .put("request_id", requestId)
                .put("completion_number", completionNumber);
    }
}

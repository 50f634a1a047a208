package dev.sluice.openrouter.tools;

import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.TotalUsage;

/**
 * How a {@link ToolLoop} ended.
 *
 * @param answer the model's last answer, which calls no tool
 * @param conversation everything said, this answer included: {@code toBuilder().user(…)} goes on
 * @param usage tokens and cost of all rounds
 */
public record ToolLoopResult(ChatCompletion answer, ChatRequest conversation, TotalUsage usage) {

    /** The text of the last answer. */
    public String text() {
        return answer.text();
    }

    /** How many answers it took; 1 if no tool was called. */
    public int rounds() {
        return usage.answers();
    }
}

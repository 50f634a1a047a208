package dev.sluice.openrouter.tools;

import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatMessage;
import java.util.List;

/**
 * One round of a {@link ToolLoop} in which tools were called.
 *
 * @param number from 1
 * @param answer what the model said, with the calls
 * @param results what it is told, in the order of the calls
 */
public record ToolRound(int number, ChatCompletion answer, List<ChatMessage> results) {

    /** Copies the list. */
    public ToolRound {
        results = List.copyOf(results);
    }
}

package dev.sluice.openrouter.structured;

import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.TotalUsage;

/**
 * An answer that is a record, and what it took.
 *
 * @param value the record
 * @param completion the answer that it was read from; after a repair the second
 * @param usage tokens and cost of all answers, the unusable one included
 * @param <T> the record's type
 */
public record StructuredAnswer<T>(T value, ChatCompletion completion, TotalUsage usage) {

    /** Whether the first answer was unusable and the model repaired it. */
    public boolean isRepaired() {
        return usage.answers() > 1;
    }
}

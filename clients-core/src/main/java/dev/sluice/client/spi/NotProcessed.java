package dev.sluice.client.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer with which a provider promises that it did nothing, so that even an {@link RetryClass#EFFECT} call may be repeated. A classifier
 * keeps the list of its provider's, each with its source, and nothing that is not on it counts.
 *
 * @param status the effective status
 * @param words what the error word or the explanation must contain; empty for any answer of the status
 */
public record NotProcessed(int status, String words) {
    /** Every answer of a status. */
    public static NotProcessed any(int status) {
        return new NotProcessed(status, "");
    }

    /**
     * Whether one of the list is this answer.
     *
     * @param code the provider's error word; null if it gave none
     * @param message the provider's explanation; null if it gave none
     */
    public static boolean covers(List<NotProcessed> list, int status, @Nullable String code, @Nullable String message) {
        return list.stream()
                .anyMatch(one -> one.status == status && (one.words.isEmpty() || one.isIn(code) || one.isIn(message)));
    }

    private boolean isIn(@Nullable String text) {
        return text != null && text.contains(words);
    }
}

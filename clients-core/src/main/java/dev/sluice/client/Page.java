package dev.sluice.client;

import dev.sluice.client.spi.Copies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that goes by cursor.
 *
 * @param items what is on it; may be empty in the middle of a list
 * @param next the cursor of the next page; null on the last one
 * @param <T> type of the items
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** Copies the items. */
    public Page {
        items = Copies.list(items);
    }
}

package dev.sluice.exa.internal;

import dev.sluice.client.spi.Copies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of lists that remember whether they were there. */
public final class WireLists {
    private static final List<Object> ABSENT = Collections.unmodifiableList(new ArrayList<>());

    private WireLists() {}

    /** A copy with null elements in their places; null becomes an empty list that {@link WireList} does not write. */
    @SuppressWarnings("unchecked") // empty and unmodifiable
    public static <T> List<T> copy(@Nullable List<T> values) {
        return values == null || values == ABSENT ? (List<T>) ABSENT : Copies.list(values);
    }

    /** Jackson's question whether a value is to be left out. */
    static final class Absent {
        @Override
        public boolean equals(@Nullable Object value) {
            return value == null || value == ABSENT;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}

package dev.sluice.logging.redaction;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A few named values in their order, one after the other in an array: a linked hash map of them takes four times the bytes, and hardly anybody
 * looks one up. Filled by one thread; then {@link #done()}, immutable and thread-safe.
 *
 * @param <V> type of the values
 */
public sealed class FieldMap<V> extends AbstractMap<String, V> permits RedactedHeaders {
    private String[] names;
    private Object[] values;
    private int size;
    private boolean done;

    /** @param usual how many it will be in most cases */
    public FieldMap(int usual) {
        this.names = new String[usual];
        this.values = new Object[usual];
    }

    /**
     * Adds a value, or puts it in the place of the one of this name.
     *
     * @throws IllegalStateException after {@link #done()}
     */
    public final void set(String name, V value) {
        if (done) {
            throw new IllegalStateException("fields are complete (expected: set before done)");
        }
        int at = indexOf(name);
        if (at >= 0) {
            values[at] = value;
            return;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size + 1);
            values = Arrays.copyOf(values, 2 * size + 1);
        }
        names[size] = name;
        values[size] = value;
        size++;
    }

    /** From now on nothing can be set. */
    public final Map<String, V> done() {
        done = true;
        return this;
    }

    /** The name at this place, from 0. */
    public final String name(int at) {
        return names[at];
    }

    /** The value at this place, from 0. */
    @SuppressWarnings("unchecked") // only set(..) writes into it
    public final V value(int at) {
        return (V) values[at];
    }

    private int indexOf(@Nullable Object name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public final @Nullable V get(@Nullable Object name) {
        int at = indexOf(name);
        return at < 0 ? null : value(at);
    }

    @Override
    public final void forEach(BiConsumer<? super String, ? super V> consumer) {
        for (int i = 0; i < size; i++) {
            consumer.accept(names[i], value(i));
        }
    }

    @Override
    public final Set<Map.Entry<String, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, V>> {
        @Override
        public Iterator<Map.Entry<String, V>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public Map.Entry<String, V> next() {
                    if (next >= size) {
                        throw new NoSuchElementException();
                    }
                    int at = next++;
                    return Map.entry(names[at], value(at));
                }
            };
        }

        @Override
        public int size() {
            return size;
        }
    }
}

package dev.sluice.exa.internal;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Shows each element to a collector before it is handed out.
 *
 * @param <T> type of the elements
 */
public final class CollectingIterator<T> implements Iterator<T> {
    private final Iterator<T> elements;
    private final Consumer<T> collector;

    /** Over these elements. */
    public CollectingIterator(Iterator<T> elements, Consumer<T> collector) {
        this.elements = elements;
        this.collector = collector;
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public T next() {
        T element = elements.next();
        collector.accept(element);
        return element;
    }
}

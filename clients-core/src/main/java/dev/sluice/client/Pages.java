package dev.sluice.client;

import dev.sluice.client.spi.Copies;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list that a provider gives page by page, as if it were one. A page is asked for when its first item is, by the thread that asks, as a
 * call of its own; so a {@code stream().limit(…)} asks for no page it does not need, and {@link CallOptions} count that are in force then.
 * A page that fails throws its exception where the item was asked for; asked again, the same page is tried again.
 *
 * <pre>{@code
 * Pages<Sandbox> all = Pages.byCursor(cursor -> {
 *     SandboxPage page = api.list(cursor);
 *     return new Page<>(page.items(), page.nextCursor());
 * });
 * }</pre>
 *
 * <p>A list that runs in a circle ends with an {@link IllegalStateException}: at a cursor that was there before, at an offset that gives the
 * page before it again, and after 10,000 pages, unless {@link #atMost} says otherwise. Immutable; each iterator begins anew and
 * is for one thread.
 *
 * @param <T> type of the items
 */
public final class Pages<T> implements Iterable<T> {
    /** Far above any list that a bot reads to its end, far below for ever. */
    private static final int MOST_PAGES = 10_000;

    private final Supplier<Turner<T>> turners;
    private final int mostPages;

    private Pages(Supplier<Turner<T>> turners, int mostPages) {
        this.turners = turners;
        this.mostPages = mostPages;
    }

    /**
     * A list whose pages name the next one.
     *
     * @param fetch gets the page of a cursor; of null the first one
     */
    public static <T> Pages<T> byCursor(Function<@Nullable String, Page<T>> fetch) {
        return new Pages<>(() -> new CursorTurner<>(fetch), MOST_PAGES);
    }

    /**
     * A list whose pages are asked for by the number of items before them. Goes on behind the items that came, so that a server may give
     * fewer than it was asked for, and ends at the first page without any.
     *
     * @param fetch gets the page behind so many items
     */
    public static <T> Pages<T> byOffset(IntFunction<List<T>> fetch) {
        return new Pages<>(() -> new OffsetTurner<>(fetch), MOST_PAGES);
    }

    /**
     * The same list, which fails when it has more pages than that.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public Pages<T> atMost(int pages) {
        if (pages < 1) {
            throw new IllegalArgumentException("pages: " + pages + " (expected: at least 1)");
        }
        return new Pages<>(turners, pages);
    }

    /** All items from the first page on. Throws what the fetching throws, and {@link IllegalStateException} for a list in a circle. */
    @Override
    public Iterator<T> iterator() {
        return new Items<>(turners.get(), mostPages);
    }

    /** The same as a lazy, sequential stream. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private static IllegalStateException circle(String fact) {
        return new IllegalStateException("pages: " + fact + " (expected: a list with an end)");
    }

    /** Gets page after page. */
    private interface Turner<T> {
        /** The next page; null behind the last one. Changes nothing if it throws. */
        @Nullable
        List<T> next();
    }

    private static final class CursorTurner<T> implements Turner<T> {
        private final Function<@Nullable String, Page<T>> fetch;
        private final Set<String> seen = new HashSet<>();
        private @Nullable String cursor;
        private boolean over;

        private CursorTurner(Function<@Nullable String, Page<T>> fetch) {
            this.fetch = fetch;
        }

        @Override
        public @Nullable List<T> next() {
            if (over) {
                return null;
            }
            Page<T> page = fetch.apply(cursor);
            String following = page.next();
            if (following != null && !seen.add(following)) {
                throw circle("a cursor came twice");
            }
            cursor = following;
            over = following == null;
            return page.items();
        }
    }

    private static final class OffsetTurner<T> implements Turner<T> {
        private final IntFunction<List<T>> fetch;
        private List<T> last = List.of();
        private int offset;

        private OffsetTurner(IntFunction<List<T>> fetch) {
            this.fetch = fetch;
        }

        @Override
        public @Nullable List<T> next() {
            List<T> page = Copies.list(fetch.apply(offset));
            if (page.isEmpty()) {
                return null;
            }
            if (page.equals(last)) {
                throw circle("a page came twice");
            }
            last = page;
            offset += page.size();
            return page;
        }
    }

    private static final class Items<T> implements Iterator<T> {
        private final Turner<T> pages;
        private final int mostPages;
        private Iterator<T> page = List.<T>of().iterator();
        private int turned;
        private boolean over;

        private Items(Turner<T> pages, int mostPages) {
            this.pages = pages;
            this.mostPages = mostPages;
        }

        @Override
        public boolean hasNext() {
            while (!over && !page.hasNext()) {
                turn();
            }
            return !over;
        }

        private void turn() {
            List<T> next = pages.next();
            if (next == null) {
                over = true;
            } else if (turned == mostPages) {
                throw circle("more than " + mostPages);
            } else {
                turned++;
                page = next.iterator();
            }
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("pages: no more items");
            }
            return page.next();
        }
    }
}

package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Lists in pages, read as if they were one. */
class PagesTest {
    private final List<Object> asked = new ArrayList<>();

    @Test
    void cursorPages_areAskedForAsTheyAreRead_emptyOnesIncluded() {
        Iterator<String> items = letters().iterator();

        assertThat(asked).isEmpty();
        assertThat(items.next()).isEqualTo("a");
        assertThat(items.next()).isEqualTo("b");
        assertThat(asked).containsExactly("first");
        assertThat(items.next()).isEqualTo("c");
        assertThat(asked).containsExactly("first", "1", "2");
        assertThat(items.hasNext()).isFalse();
        assertThat(asked).hasSize(3);
        assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void eachIterator_beginsAnew_andAStreamReadsNoMoreThanItNeeds() {
        Pages<String> pages = letters();

        assertThat(pages).containsExactly("a", "b", "c");
        assertThat(pages.stream().limit(2)).containsExactly("a", "b");
        assertThat(asked).containsExactly("first", "1", "2", "first");
    }

    @Test
    void offsetPages_goOnBehindWhatCame_thoughItIsLessThanWasAskedFor_untilNothingComes() {
        List<Integer> all = List.of(0, 1, 2, 3, 4);
        Pages<Integer> pages = Pages.byOffset(offset -> {
            asked.add(offset);
            return all.subList(offset, Math.min(all.size(), offset + 2));
        });

        assertThat(pages).containsExactlyElementsOf(all);
        assertThat(asked).containsExactly(0, 2, 4, 5);
    }

    @Test
    void nullItems_areItems() {
        assertThat(Pages.byCursor(cursor -> new Page<>(Arrays.asList("a", null), null)))
                .containsExactly("a", null);
    }

    @Test
    void cursorThatComesTwice_endsTheList_afterItsItems() {
        Iterator<String> items =
                Pages.byCursor(cursor -> new Page<>(List.of("x"), "same")).iterator();
        items.next();

        assertThatThrownBy(items::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("pages: a cursor came twice (expected: a list with an end)");
    }

    @Test
    void serverThatIgnoresTheOffset_isFound() {
        assertThatThrownBy(() ->
                        Pages.byOffset(offset -> List.of("x", "y")).stream().count())
                .hasMessage("pages: a page came twice (expected: a list with an end)");
    }

    @Test
    void endlessList_endsAtItsBound() {
        Pages<Integer> endless = Pages.byCursor(cursor -> {
            int page = cursor == null ? 0 : Integer.parseInt(cursor);
            return new Page<>(List.of(page), String.valueOf(page + 1));
        });

        assertThatThrownBy(() -> endless.atMost(3).forEach(asked::add))
                .hasMessage("pages: more than 3 (expected: a list with an end)");
        assertThat(asked).containsExactly(0, 1, 2);
        assertThatThrownBy(() -> endless.forEach(page -> {})).hasMessageContaining("more than 10000");
        assertThatThrownBy(() -> endless.atMost(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pageThatFails_isAskedForAgain() {
        Iterator<String> items = Pages.byCursor(cursor -> {
                    asked.add(cursor == null ? "first" : cursor);
                    if (asked.size() == 2) {
                        throw new IllegalStateException("once");
                    }
                    return new Page<>(List.of("x"), cursor == null ? "1" : null);
                })
                .iterator();
        items.next();

        assertThatThrownBy(items::next).hasMessage("once");
        assertThat(items.next()).isEqualTo("x");
        assertThat(asked).containsExactly("first", "1", "1");
    }

    private Pages<String> letters() {
        return Pages.byCursor(cursor -> {
            asked.add(cursor == null ? "first" : cursor);
            if (cursor == null) {
                return new Page<>(List.of("a", "b"), "1");
            }
            return cursor.equals("1") ? new Page<>(List.of(), "2") : new Page<>(List.of("c"), null);
        });
    }
}

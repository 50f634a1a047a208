package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How Exa searches; an open set, so a word this version does not know is sent and read as it is.
 *
 * @param word as on the wire
 */
public record SearchType(@JsonValue String word) {
    /** Exa chooses; its default. */
    public static final SearchType AUTO = new SearchType("auto");

    /** The quickest answer from the index. */
    public static final SearchType INSTANT = new SearchType("instant");

    /** Quick, with a little less quality. */
    public static final SearchType FAST = new SearchType("fast");

    /** Several queries, light. */
    public static final SearchType DEEP_LITE = new SearchType("deep-lite");

    /** Several queries and a synthesized output; costs more. */
    public static final SearchType DEEP = new SearchType("deep");

    /** Like {@link #DEEP} with more reasoning; costs most. */
    public static final SearchType DEEP_REASONING = new SearchType("deep-reasoning");

    /** The type of any word, known or not. */
    @JsonCreator
    public static SearchType of(String word) {
        return new SearchType(word);
    }

    @Override
    public String toString() {
        return word;
    }
}

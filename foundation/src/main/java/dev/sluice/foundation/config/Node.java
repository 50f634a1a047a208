package dev.sluice.foundation.config;

import java.util.List;

/** What was written, with its place, before anything is known about types. */
sealed interface Node {
    Place place();

    /** What it is, for an error message. */
    String kind();

    /** Keys in the order written, each at most once. */
    record Mapping(Place place, List<Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a map";
        }
    }

    /** One key of a map; its place is the key's. */
    record Entry(Place place, String key, Node value) {}

    /** A list. */
    record Sequence(Place place, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A single value as it was written; quoted text is never a number. */
    record Scalar(Place place, String text, boolean quoted) implements Node {
        @Override
        public String kind() {
            return "a single value";
        }
    }

    /** A key whose value was left out or written as null. */
    record Nothing(Place place) implements Node {
        @Override
        public String kind() {
            return "no value";
        }
    }
}

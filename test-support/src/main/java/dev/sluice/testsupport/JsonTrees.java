package dev.sluice.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Compares JSON trees by meaning: numbers by value, the order of properties not at all. */
public final class JsonTrees {
    private JsonTrees() {}

    /** Where the trees differ, one line per place, with null, absent and the empty list taken as the same; empty if nowhere. */
    public static List<String> differences(JsonNode expected, JsonNode actual) {
        List<String> found = new ArrayList<>();
        compare("$", expected, actual, Nothing.NULL_ABSENT_AND_EMPTY_LIST, found);
        return found;
    }

    /** Like {@link #differences}, but the empty list is something: only null and absent are the same. */
    public static List<String> valueDifferences(JsonNode expected, JsonNode actual) {
        List<String> found = new ArrayList<>();
        compare("$", expected, actual, Nothing.NULL_AND_ABSENT, found);
        return found;
    }

    /** Like {@link #differences}, but null, absent and the empty list are different. */
    public static List<String> strictDifferences(JsonNode expected, JsonNode actual) {
        List<String> found = new ArrayList<>();
        compare("$", expected, actual, Nothing.NONE, found);
        return found;
    }

    private static void compare(String at, JsonNode expected, JsonNode actual, Nothing alike, List<String> found) {
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>(expected.propertyNames());
            names.addAll(actual.propertyNames());
            names.forEach(name -> compare(at + "." + name, expected.path(name), actual.path(name), alike, found));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(at + "[" + i + "]", expected.get(i), actual.get(i), alike, found);
            }
        } else if (!same(expected, actual, alike)) {
            found.add(at + ": expected " + show(expected) + " but was " + show(actual));
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual, Nothing alike) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return (alike.isNothing(expected) && alike.isNothing(actual)) || expected.equals(actual);
    }

    private static String show(JsonNode node) {
        String text = node instanceof MissingNode ? "(absent)" : node.toString();
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    /** What is taken for the same nothing. */
    private enum Nothing {
        NULL_ABSENT_AND_EMPTY_LIST,
        NULL_AND_ABSENT,
        NONE;

        private boolean isNothing(JsonNode node) {
            boolean absent = node.isNull() || node.isMissingNode();
            return this != NONE && (absent || (this == NULL_ABSENT_AND_EMPTY_LIST && node.isArray() && node.isEmpty()));
        }
    }
}

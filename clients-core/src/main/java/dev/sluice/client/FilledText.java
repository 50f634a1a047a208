package dev.sluice.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text in which arguments of a method stand, as Feign resolved it. Only values that stand in every text as they are, by RFC 3986 and in
 * headers, are filled in here: how any other one is encoded is Feign's business.
 *
 * @param literals what is fixed, before, between and after the arguments
 * @param arguments their numbers, one less than there are literals
 */
record FilledText(List<String> literals, List<Integer> arguments) {
    /** Stands for argument {@code n} while Feign resolves the rest: letters and digits, which nothing encodes. */
    private static final String MARK = "Sluice7Argument";

    private static final Pattern MARKS = Pattern.compile(MARK + "(\\d+)x");

    static String mark(int argument) {
        return MARK + argument + "x";
    }

    /** Whether a text has a mark by chance. */
    static boolean hasMark(String text) {
        return text.contains(MARK);
    }

    /** Of a text that has {@linkplain #mark marks} in place of arguments. */
    static FilledText of(String resolved) {
        List<String> literals = new ArrayList<>();
        List<Integer> arguments = new ArrayList<>();
        Matcher marks = MARKS.matcher(resolved);
        int from = 0;
        while (marks.find()) {
            literals.add(resolved.substring(from, marks.start()));
            arguments.add(Integer.valueOf(marks.group(1)));
            from = marks.end();
        }
        literals.add(resolved.substring(from));
        return new FilledText(List.copyOf(literals), List.copyOf(arguments));
    }

    boolean isFixed() {
        return arguments.isEmpty();
    }

    /** The text with these arguments; null if one of them is not written as it is. */
    @Nullable
    String with(Object[] values) {
        if (isFixed()) {
            return literals.get(0);
        }
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < arguments.size(); i++) {
            String plain = plain(values[arguments.get(i)]);
            if (plain == null) {
                return null;
            }
            text.append(plain).append(literals.get(i + 1));
        }
        return text.toString();
    }

    private static @Nullable String plain(@Nullable Object value) {
        boolean scalar = value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Enum<?>
                || value instanceof UUID;
        String text = scalar ? String.valueOf(value) : "";
        return text.isEmpty() || !isUnreserved(text) ? null : text;
    }

    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** Each of several; null if one of them cannot be filled. */
    static @Nullable List<String> all(List<FilledText> texts, Object[] values) {
        if (texts.size() == 1) {
            String only = texts.get(0).with(values);
            return only == null ? null : List.of(only);
        }
        List<String> filled = new ArrayList<>(texts.size());
        for (FilledText text : texts) {
            String one = text.with(values);
            if (one == null) {
                return null;
            }
            filled.add(one);
        }
        return List.copyOf(filled);
    }

    /** Marks for the variables that arguments have. */
    static Map<String, Object> marks(Map<String, Integer> arguments) {
        Map<String, Object> marks = new LinkedHashMap<>();
        arguments.forEach((name, number) -> marks.put(name, mark(number)));
        return marks;
    }
}

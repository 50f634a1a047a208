package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names whose values are hidden beside those of {@link NameRules}, for the whole process: {@code logging.denied-names}. Nothing takes one away again,
 * and nothing makes a built-in one harmless. {@code account_number} denies {@code accountNumber}, {@code X-Account-Number} and
 * {@code old_account_number_1} as well: its words, one after the other, anywhere in a name. Thread-safe.
 */
public final class DeniedNames {
    private static volatile DeniedNames current = new DeniedNames(Set.of());

    private final Set<List<String>> names;
    private final PatternAutomaton runTogether;

    private DeniedNames(Set<List<String>> names) {
        this.names = names;
        this.runTogether = PatternAutomaton.of(names.stream()
                .map(words -> String.join("", words).getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /**
     * Hides values of these names from now on.
     *
     * @throws IllegalArgumentException as {@link #check}
     */
    public static synchronized void add(Collection<String> more) {
        Set<List<String>> all = new LinkedHashSet<>(current.names);
        more.forEach(name -> all.add(words(name)));
        if (all.size() > current.names.size()) {
            current = new DeniedNames(Collections.unmodifiableSet(all));
            KnownNames.forget();
            JsonRules.NAMES.forget();
        }
    }

    /**
     * Looks whether each can be a name.
     *
     * @throws IllegalArgumentException if one has neither a letter nor a digit, or mixes Latin letters with look-alikes
     */
    public static void check(Collection<String> names) {
        names.forEach(DeniedNames::words);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        if (!NameRules.split(name, words) || words.isEmpty()) {
            throw new IllegalArgumentException(
                    "denied-names: '" + name + "': no words (expected: a name such as account_number)");
        }
        return List.copyOf(words);
    }

    /** All that are denied now; another object after each change. */
    static Object snapshot() {
        return current;
    }

    /** Whether a name of these words is denied. */
    static boolean deny(List<String> words) {
        Set<List<String>> denied = current.names;
        if (denied.isEmpty()) {
            return false;
        }
        String fused = String.join("", words);
        return denied.stream()
                .anyMatch(name -> Collections.indexOfSubList(words, name) >= 0
                        || String.join("", name).equals(fused));
    }

    /** The same for a name as it is written. */
    static boolean deny(String name) {
        if (current.names.isEmpty()) {
            return false;
        }
        List<String> words = new ArrayList<>();
        return !NameRules.split(name, words) || deny(words);
    }

    /** Whether a phrase of ASCII characters may have one in it, written together or apart. */
    static boolean mayBeIn(byte[] text, int from, int to) {
        DeniedNames denied = current;
        if (denied.names.isEmpty()) {
            return false;
        }
        int state = 0;
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text[i])) {
                state = denied.runTogether.next(state, text[i]);
                if (denied.runTogether.isMatch(state)) {
                    return true;
                }
            }
        }
        return false;
    }
}

package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds and who wants how many units of which resource, and who of them can never go on. Knows only those that wait: units of everybody
 * else are taken for free, because everybody else will give them back.
 *
 * <p>The reduction is Holt's for counting resources. A party that finds all units that one of its wants needs can go on; for the proof it is
 * taken to end without asking for more, and gives back what it holds; so the next may find what it needs. What a party that can go on really
 * does may be worse, so those that are left can go on in no future at all, except one in which somebody gives up. The order in which
 * parties are looked at makes no difference, since units only become more. Not thread-safe.
 *
 * @param <R> a resource
 * @param <P> a party
 */
final class ResourceGraph<R, P> {
    private final Map<R, Integer> free = new HashMap<>();
    private final Map<P, List<R>> held = new HashMap<>();
    private final Map<P, List<Set<R>>> wants = new HashMap<>();

    /**
     * Says how many units there are; of a resource that is not mentioned there are enough.
     *
     * @param units below 1 counts as enough: who waits for such a resource waits for more to be configured, not for its holders
     */
    void resource(R resource, int units) {
        if (units > 0) {
            free.put(resource, units);
        }
    }

    /** A party that waits holds one unit. */
    void holds(P party, R resource) {
        held.computeIfAbsent(party, key -> new ArrayList<>()).add(resource);
        free.computeIfPresent(resource, (key, units) -> units - 1);
    }

    /** A party waits for one unit of each of these at one instant; of several wants of a party, any one lets it go on. */
    void wants(P party, Set<R> resources) {
        wants.computeIfAbsent(party, key -> new ArrayList<>()).add(resources);
    }

    /** Those whose wants can never be met unless somebody gives up. Ends the graph's use. */
    Set<P> stuck() {
        Set<P> left = new HashSet<>(wants.keySet());
        while (left.removeIf(this::goesOn)) {
            // each pass frees units that the next one may need
        }
        return left;
    }

    private boolean goesOn(P party) {
        boolean able = wants.getOrDefault(party, List.of()).stream().anyMatch(this::isFree);
        if (able) {
            held.getOrDefault(party, List.of())
                    .forEach(resource -> free.computeIfPresent(resource, (key, units) -> units + 1));
        }
        return able;
    }

    private boolean isFree(Set<R> resources) {
        return resources.stream().allMatch(resource -> free.getOrDefault(resource, 1) > 0);
    }
}

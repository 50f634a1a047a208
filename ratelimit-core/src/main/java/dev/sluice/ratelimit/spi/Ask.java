package dev.sluice.ratelimit.spi;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A whole composed decision: every stage that a start needs, of one or several accounts. Queues and priorities are the asking process's own; it
 * asks for whose turn it is.
 *
 * @param token unique among all processes, such as a UUID; asking again with it, after an answer was lost, gets the same grant and charges
 *     nothing
 * @param parts one for each stage, at least one
 * @param ttl after which the permits are free again unless they are renewed, from 1 ms; at least twice what an attempt may take
 */
public record Ask(String token, List<Part> parts, Duration ttl) {
    /**
     * Copies the list and checks it.
     *
     * @throws IllegalArgumentException if there is no part, two parts are of one stage, or the token or the time make no sense
     */
    public Ask {
        parts = List.copyOf(parts);
        Set<StageKey> keys = new HashSet<>();
        for (Part part : parts) {
            if (!keys.add(part.limits().key())) {
                throw new IllegalArgumentException(
                        "stage " + part.limits().key() + ": twice (expected: one part per stage)");
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts: none (expected: at least one)");
        }
        if (token.isBlank()) {
            throw new IllegalArgumentException("token: blank (expected: a unique name)");
        }
        if (ttl.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("ttl: " + ttl + " (expected: at least 1 ms)");
        }
    }

    /** The stages, in the order of the parts. */
    public List<StageKey> stages() {
        return parts.stream().map(part -> part.limits().key()).toList();
    }
}

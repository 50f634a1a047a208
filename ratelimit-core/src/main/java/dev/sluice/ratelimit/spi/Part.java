package dev.sluice.ratelimit.spi;

import java.util.Map;

/**
 * What is asked of one stage: one unit of concurrency, one start, and what its windows are charged.
 *
 * @param limits of the stage
 * @param critical whether the reserved concurrency may be used
 * @param charges by the windows' ids, zero or more each; a window that is not named is charged nothing
 */
public record Part(StageLimits limits, boolean critical, Map<String, Long> charges) {
    /**
     * Copies the charges and checks them.
     *
     * @throws IllegalArgumentException if a charge is negative, of no window of the stage, or above its window's capacity: that could never
     *     be granted, and is refused without asking
     */
    public Part {
        charges = Map.copyOf(charges);
        charges.forEach((id, amount) -> {
            long capacity = limits.windows().stream()
                    .filter(window -> window.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("charge " + id + ": no such window"))
                    .capacity();
            if (amount < 0 || amount > capacity) {
                throw new IllegalArgumentException(
                        "charge " + id + ": " + amount + " (expected: 0 to the capacity, " + capacity + ")");
            }
        });
    }

    /** What a window is charged. */
    public long charge(WindowLimit window) {
        return charges.getOrDefault(window.id(), 0L);
    }
}

package dev.sluice.ratelimit.spi;

/**
 * What a window was really charged, in place of the estimate. Sent once and not again: if its answer is lost, the estimate may stand.
 *
 * @param stage where
 * @param window as it was when it was charged
 * @param stampMicros the start, from {@link Answer.Granted}
 * @param charged the estimate
 * @param actual zero or more; may exceed the capacity
 */
public record Settlement(StageKey stage, WindowLimit window, long stampMicros, long charged, long actual) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative, or above 2<sup>53</sup>
     */
    public Settlement {
        if (charged < 0 || actual < 0 || charged > WindowLimit.MOST || actual > WindowLimit.MOST) {
            throw new IllegalArgumentException(
                    "settlement: " + charged + " to " + actual + " (expected: 0 to 2^53 each)");
        }
    }
}

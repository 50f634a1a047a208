package dev.sluice.ratelimit;

import java.util.function.BiConsumer;

/**
 * Units of concurrency of one stage, as the resource graph counts them.
 *
 * @param unreserved those that not only {@link Priority#CRITICAL} may use; a lower request needs one of these and one of all
 */
record Units(Stage stage, boolean unreserved) {
    /** What one grant takes of a stage, each with how many there are by configuration; what only lowers for a time is no proof. */
    static void each(Stage stage, Priority priority, BiConsumer<Units, Integer> action) {
        action.accept(new Units(stage, false), stage.configuredConcurrent());
        if (stage.configuredReserve() > 0 && priority != Priority.CRITICAL) {
            action.accept(new Units(stage, true), stage.configuredConcurrent() - stage.configuredReserve());
        }
    }
}

package dev.sluice.ratelimit;

import java.util.List;

/**
 * Which priority goes next: the highest, but after seven grants in a row past a waiting lower one, the lower ones once; among these, the same
 * rule again. Guarded by its account's lock.
 */
final class Turns {
    private static final int HIGHER_IN_A_ROW = 7;
    private static final List<Priority> HIGH_FIRST = List.of(Priority.CRITICAL, Priority.NORMAL, Priority.BACKGROUND);
    private static final List<Priority> HIGH_THEN_LOWEST =
            List.of(Priority.CRITICAL, Priority.BACKGROUND, Priority.NORMAL);
    private static final List<Priority> LOWER_FIRST = List.of(Priority.NORMAL, Priority.BACKGROUND, Priority.CRITICAL);
    private static final List<Priority> LOWEST_FIRST = List.of(Priority.BACKGROUND, Priority.NORMAL, Priority.CRITICAL);

    private int criticalInARow;
    private int normalInARow;

    List<Priority> order() {
        if (criticalInARow >= HIGHER_IN_A_ROW) {
            return normalInARow >= HIGHER_IN_A_ROW ? LOWEST_FIRST : LOWER_FIRST;
        }
        return normalInARow >= HIGHER_IN_A_ROW ? HIGH_THEN_LOWEST : HIGH_FIRST;
    }

    void reset() {
        criticalInARow = 0;
        normalInARow = 0;
    }

    void granted(Priority priority, boolean normalWaits, boolean backgroundWaits) {
        switch (priority) {
            case CRITICAL -> criticalInARow = normalWaits || backgroundWaits ? criticalInARow + 1 : 0;
            case NORMAL -> {
                criticalInARow = 0;
                normalInARow = backgroundWaits ? normalInARow + 1 : 0;
            }
            case BACKGROUND -> {
                criticalInARow = 0;
                normalInARow = 0;
            }
        }
    }
}

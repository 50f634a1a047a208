package dev.sluice.ratelimit.spi;

import java.time.Duration;
import java.util.Map;

/**
 * What a stage counts at one instant of the store's clock.
 *
 * @param inFlight permits held by all processes
 * @param lowerInFlight those of them that are not critical
 * @param nextStart until pacing allows one; zero if now
 * @param paused until the pause ends; zero if there is none
 * @param used by the windows' ids
 */
public record StageCounts(
        int inFlight, int lowerInFlight, Duration nextStart, Duration paused, Map<String, Long> used) {
    /** Copies the map. */
    public StageCounts {
        used = Map.copyOf(used);
    }
}

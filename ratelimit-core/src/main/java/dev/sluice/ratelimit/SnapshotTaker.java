package dev.sluice.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies guarded state into snapshots, with the account's lock held and one reading of the clocks. */
final class SnapshotTaker {
    private final long now;
    private final Instant wall;
    private final Map<String, Long> charges = new HashMap<>();

    SnapshotTaker(long now, Instant wall) {
        this.now = now;
        this.wall = wall;
    }

    LimiterSnapshot.Stage stage(Stage stage, Collection<Lane> lanes) {
        Map<Priority, Integer> queued = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            queued.put(
                    priority,
                    lanes.stream().mapToInt(lane -> lane.queue(priority).size()).sum());
        }
        List<LimiterSnapshot.Quota> quotas =
                stage.quotas().stream().map(this::quota).toList();
        @Nullable Instant pausedUntil = stage.pauseWait(now) > 0 ? wall.plusNanos(stage.pauseWait(now)) : null;
        return new LimiterSnapshot.Stage(
                stage.inFlight(),
                stage.maxConcurrent(),
                queued,
                Duration.ofNanos(stage.startWait(now)),
                pausedUntil,
                quotas);
    }

    void charged(String prefix, Stage stage) {
        stage.quotas().forEach(quota -> charges.put(prefix + quota.config().name(), quota.charged()));
    }

    /** By quota id, a group's quotas with its name and a slash before it. */
    Map<String, Long> charges() {
        return charges;
    }

    private LimiterSnapshot.Quota quota(Quota quota) {
        QuotaConfig config = quota.config();
        long remaining = Math.max(0, config.permits() - quota.used(now));
        return new LimiterSnapshot.Quota(config.name(), config.permits(), config.per(), remaining);
    }
}

package dev.sluice.ratelimit;

import java.math.BigDecimal;
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
    private final Map<String, BigDecimal> spent = new HashMap<>();

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
        List<LimiterSnapshot.Quota> quotas = stage.quotas().windows().stream()
                .filter(quota -> !quota.isMoney())
                .map(this::quota)
                .toList();
        List<LimiterSnapshot.Budget> budgets = stage.quotas().windows().stream()
                .filter(Quota::isMoney)
                .map(this::budget)
                .toList();
        List<LimiterSnapshot.Allowance> allowances =
                stage.quotas().allowances().stream().map(this::allowance).toList();
        @Nullable Instant pausedUntil = stage.pauseWait(now) > 0 ? wall.plusNanos(stage.pauseWait(now)) : null;
        return new LimiterSnapshot.Stage(
                stage.inFlight(),
                stage.maxConcurrent(),
                stage.configuredConcurrent(),
                queued,
                Duration.ofNanos(stage.startWait(now)),
                pausedUntil,
                quotas,
                budgets,
                allowances,
                Map.of());
    }

    LimiterSnapshot.Stage group(Group group, Collection<Lane> lanes) {
        Map<String, Instant> paused = new HashMap<>();
        group.pauses(now).forEach((name, wait) -> paused.put(name, wall.plusNanos(wait)));
        return stage(group.stage(), lanes).withPausedSubgroups(paused);
    }

    void charged(String prefix, Stage stage) {
        for (WindowQuota quota : stage.quotas().windows()) {
            if (quota.isMoney()) {
                spent.put(prefix + quota.id(), Money.amount(quota.charged()));
            } else {
                charges.put(prefix + quota.id(), quota.charged());
            }
        }
    }

    /** By quota id, a group's quotas with its name and a slash before it. */
    Map<String, Long> charges() {
        return charges;
    }

    /** As {@link #charges}, of money. */
    Map<String, BigDecimal> spent() {
        return spent;
    }

    private LimiterSnapshot.Quota quota(WindowQuota quota) {
        return new LimiterSnapshot.Quota(
                quota.id(), quota.capacity(), quota.config().per(), remaining(quota));
    }

    private LimiterSnapshot.Budget budget(WindowQuota quota) {
        BigDecimal amount = Money.amount(quota.capacity());
        return new LimiterSnapshot.Budget(quota.id(), amount, quota.config().per(), Money.amount(remaining(quota)));
    }

    private LimiterSnapshot.Allowance allowance(Allowance allowance) {
        long left = Math.max(0, allowance.left());
        return new LimiterSnapshot.Allowance(
                allowance.quota(),
                allowance.isMoney() ? Money.amount(left) : BigDecimal.valueOf(left),
                wall.plusNanos(allowance.until() - now));
    }

    private long remaining(Quota quota) {
        return Math.max(0, quota.capacity() - quota.used(now));
    }
}

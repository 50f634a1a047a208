package dev.sluice.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The departures of one stage and what must hold of them. */
final class ModelStage {
    private final Map<String, List<long[]>> charges = new HashMap<>();
    private final Map<String, Long> charged = new HashMap<>();
    private final List<Long> stamps = new ArrayList<>();
    private int inFlight;
    private int lower;
    private long last = Long.MIN_VALUE;
    private long beforeLast = Long.MIN_VALUE;
    private long pausedUntil = Long.MIN_VALUE;
    private boolean lastIsCritical;

    void pauseUntil(long until) {
        pausedUntil = Math.max(pausedUntil, until);
    }

    void departed(ModelPart part, long stamp, List<QuotaConfig> quotas) {
        inFlight++;
        lower += part.isCritical() ? 0 : 1;
        lastIsCritical = part.isCritical();
        beforeLast = last;
        last = stamp;
        for (QuotaConfig quota : quotas) {
            long amount = part.request().demand(quota.name());
            List<long[]> log = charges.computeIfAbsent(quota.name(), id -> new ArrayList<>());
            if (amount > 0) { // what costs nothing may depart from a window that a shrink left too full
                log.add(new long[] {stamp, amount});
            }
            charged.merge(quota.name(), amount, Long::sum);
        }
        stamps.add(stamp);
    }

    /** Checks the departure just made. */
    void checkWindows(long stamp, List<QuotaConfig> quotas) {
        for (QuotaConfig quota : quotas) {
            List<long[]> log = charges.getOrDefault(quota.name(), List.of());
            if (!log.isEmpty() && log.get(log.size() - 1)[0] == stamp) {
                checkWindow(log, quota, stamp);
            }
        }
    }

    /** Checks all departures in the order of their stamps, told in whatever order; for limits that never changed. */
    void checkAll(String name, Duration minDelay, List<QuotaConfig> quotas) {
        stamps.sort(Long::compare);
        for (int i = 1; i < stamps.size(); i++) {
            long gap = stamps.get(i) - stamps.get(i - 1);
            Simulation.check(gap >= minDelay.toNanos(), () -> name + ": " + gap + " ns apart, not " + minDelay);
        }
        for (QuotaConfig quota : quotas) {
            List<long[]> log = new ArrayList<>(charges.getOrDefault(quota.name(), List.of()));
            log.sort((one, other) -> Long.compare(one[0], other[0]));
            for (int i = 0; i < log.size(); i++) {
                checkWindow(log.subList(0, i + 1), quota, log.get(i)[0]);
            }
        }
    }

    /** The window that ends with this departure is the fullest of those that contain it as their last. */
    private static void checkWindow(List<long[]> log, QuotaConfig quota, long stamp) {
        long per = quota.per().toNanos();
        long start =
                quota.calendar() == null ? stamp - per + 1 : stamp / per * per; // virtual time starts at midnight UTC
        long sum = 0;
        for (int i = log.size() - 1; i >= 0 && log.get(i)[0] >= start; i--) {
            sum += log.get(i)[1];
        }
        long total = sum;
        Simulation.check(total <= quota.permits(), () -> quota + " held " + total + " at " + stamp);
    }

    void check(String name, int max, int reserve, Duration minDelay, long stamp) {
        Simulation.check(inFlight <= max, () -> name + ": " + inFlight + " in flight of " + max);
        Simulation.check(
                lastIsCritical || lower <= max - reserve, () -> name + ": " + lower + " lower of " + (max - reserve));
        Simulation.check(
                beforeLast == Long.MIN_VALUE || stamp - beforeLast >= minDelay.toNanos(),
                () -> name + ": " + (stamp - beforeLast) + " ns apart, not " + minDelay);
        Simulation.check(stamp >= pausedUntil, () -> name + ": started at " + stamp + " in a pause to " + pausedUntil);
    }

    void ended(ModelPart part) {
        inFlight--;
        lower -= part.isCritical() ? 0 : 1;
    }

    void checkCharged(String name, String prefix, Map<String, Long> counted) {
        charged.forEach((id, amount) -> Simulation.check(
                amount.equals(counted.get(prefix + id)),
                () -> name + ": charged " + amount + " to " + prefix + id + " but counted " + counted));
    }
}

package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The departures of one stage and what must hold of them. */
final class ModelStage {
    private final Map<String, List<ModelCharge>> charges = new HashMap<>();
    private final Map<String, Long> charged = new HashMap<>();
    private final List<Long> stamps = new ArrayList<>();
    final List<ModelAllowance> allowances = new ArrayList<>();
    final Map<String, Long> subgroupsPausedUntil = new HashMap<>();
    final ModelAdaptive adaptive = new ModelAdaptive();
    private int inFlight;
    private int lower;
    private long last = Long.MIN_VALUE;
    private long beforeLast = Long.MIN_VALUE;
    private long pausedUntil = Long.MIN_VALUE;
    private boolean lastIsCritical;

    void pauseUntil(long until) {
        pausedUntil = Math.max(pausedUntil, until);
    }

    boolean isPausedAlone(AcquireRequest request, long now) {
        return now < subgroupsPausedUntil.getOrDefault(request.subgroup(), Long.MIN_VALUE);
    }

    void departed(ModelPart part, long stamp, List<QuotaConfig> quotas, ModelDeparture departure) {
        inFlight++;
        lower += part.isCritical() ? 0 : 1;
        lastIsCritical = part.isCritical();
        beforeLast = last;
        last = stamp;
        departure.onEnd(() -> ended(part));
        for (QuotaConfig quota : quotas) {
            charge(quota, amount(quota, part.request()), stamp, departure);
        }
        for (ModelAllowance allowance : allowances) {
            if (stamp < allowance.until) {
                allow(allowance, part.request(), departure);
            }
        }
        stamps.add(stamp);
    }

    private void charge(QuotaConfig quota, long amount, long stamp, ModelDeparture departure) {
        List<ModelCharge> log = charges.computeIfAbsent(quota.name(), id -> new ArrayList<>());
        ModelCharge charge = new ModelCharge(stamp, amount, true);
        log.add(charge);
        charged.merge(quota.name(), amount, Long::sum);
        long unit = quota.isMoney() ? Money.NANOS_PER_UNIT : 1;
        departure.onSettle(quota.name(), actual -> actual * unit - amount, excess -> {
            charged.merge(quota.name(), excess, Long::sum);
            if (excess < 0) {
                charge.amount += excess;
            } else {
                log.add(new ModelCharge(departure.settledAt(), excess, false));
            }
        });
    }

    private static void allow(ModelAllowance allowance, AcquireRequest request, ModelDeparture departure) {
        long amount = allowance.amount(request);
        Simulation.check(
                amount <= Math.max(0, allowance.left),
                () -> request + " departed though the server left " + allowance.left + " of " + allowance.kind);
        allowance.left -= amount;
        if (allowance.kind != null) {
            departure.onSettle(allowance.kind, actual -> actual - amount, excess -> allowance.left -= excess);
        }
    }

    static long amount(QuotaConfig quota, AcquireRequest request) {
        return quota.isMoney() ? request.demandNanos(quota.name()) : request.demand(quota.name());
    }

    /** Checks the departure just made. */
    void checkWindows(long stamp, List<QuotaConfig> quotas) {
        for (QuotaConfig quota : quotas) {
            List<ModelCharge> log = charges.getOrDefault(quota.name(), List.of());
            // What costs nothing may depart from a window that is too full after a shrink or a settlement.
            if (!log.isEmpty() && log.get(log.size() - 1).amount > 0) {
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
            List<ModelCharge> log = new ArrayList<>(charges.getOrDefault(quota.name(), List.of()));
            // Of one stamp the departures first: they may have been before what was settled then.
            log.sort(Comparator.comparingLong((ModelCharge charge) -> charge.stamp)
                    .thenComparing(charge -> !charge.departure));
            for (int i = 0; i < log.size(); i++) {
                if (log.get(i).departure && log.get(i).amount > 0) {
                    checkWindow(log.subList(0, i + 1), quota, log.get(i).stamp);
                }
            }
        }
    }

    /** The window that ends with this departure is the fullest of those that contain it as their last. */
    private static void checkWindow(List<ModelCharge> log, QuotaConfig quota, long stamp) {
        long per = quota.per().toNanos();
        long start =
                quota.calendar() == null ? stamp - per + 1 : stamp / per * per; // virtual time starts at midnight UTC
        long sum = 0;
        for (int i = log.size() - 1; i >= 0 && log.get(i).stamp >= start; i--) {
            sum += log.get(i).amount;
        }
        long total = sum;
        Simulation.check(total <= quota.capacity(), () -> quota + " held " + total + " at " + stamp);
    }

    void check(String name, int max, int reserve, Duration minDelay, long stamp) {
        int kept = Math.max(0, Math.min(reserve, max - 1));
        Simulation.check(inFlight <= max, () -> name + ": " + inFlight + " in flight of " + max);
        Simulation.check(
                lastIsCritical || lower <= max - kept, () -> name + ": " + lower + " lower of " + (max - kept));
        Simulation.check(
                beforeLast == Long.MIN_VALUE || stamp - beforeLast >= minDelay.toNanos(),
                () -> name + ": " + (stamp - beforeLast) + " ns apart, not " + minDelay);
        Simulation.check(stamp >= pausedUntil, () -> name + ": started at " + stamp + " in a pause to " + pausedUntil);
    }

    private void ended(ModelPart part) {
        inFlight--;
        lower -= part.isCritical() ? 0 : 1;
    }

    void checkCharged(String name, String prefix, LimiterSnapshot.Totals totals) {
        charged.forEach((id, amount) -> {
            Long permits = totals.charged().get(prefix + id);
            BigDecimal money = totals.spent().get(prefix + id);
            boolean same = money == null
                    ? amount.equals(permits)
                    : Money.amount(amount).compareTo(money) == 0;
            Simulation.check(
                    same, () -> name + ": charged " + amount + " to " + prefix + id + " but counted " + totals);
        });
    }
}

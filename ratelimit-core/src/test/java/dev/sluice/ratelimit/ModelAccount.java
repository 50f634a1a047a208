package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Simulation.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a limiter must keep, written down anew: every departure is checked against the configuration in force. */
final class ModelAccount {
    private final String name;
    private final boolean late;
    private final ModelStage provider = new ModelStage();
    private final Map<String, ModelStage> groups = new HashMap<>();
    private LimitsConfig config;
    private int leases;
    private long departures;

    ModelAccount(String name, LimitsConfig config, boolean late) {
        this.name = name;
        this.config = config;
        this.late = late;
        groups.put("under", new ModelStage());
        groups.put("apart", new ModelStage());
    }

    LimitsConfig config() {
        return config;
    }

    void reconfigure(LimitsConfig changed, long now) {
        allowed(now);
        config = changed;
        allowed(now);
    }

    /** What concurrency gives way to is settled by the limits of its time. */
    private void allowed(long now) {
        provider.adaptive.allowed(config.adaptive(), config.maxConcurrent(), now);
        groups.forEach((group, stage) -> {
            GroupConfig limits = config.groups().get(group);
            stage.adaptive.allowed(limits.adaptive(), limits.concurrency(), now);
        });
    }

    void pause(String group, long now, Duration length) {
        long until = now + Math.min(length.toNanos(), config.pauseCap().toNanos());
        concerned(group).forEach(stage -> stage.pauseUntil(until));
        throttle(group, now, until);
    }

    void pauseSubgroup(String group, String subgroup, long now, Duration length) {
        long until = now + Math.min(length.toNanos(), config.pauseCap().toNanos());
        groups.get(group).subgroupsPausedUntil.merge(subgroup, until, Math::max);
    }

    /** Whether a pause of its subgroup alone keeps a request. */
    boolean isPausedAlone(ModelPart part, long now) {
        return part.group() != null && groups.get(part.group()).isPausedAlone(part.request(), now);
    }

    void throttle(String group, long now, long pauseEnd) {
        if (group == null) {
            provider.adaptive.throttle(config.adaptive(), config.maxConcurrent(), now, pauseEnd);
        }
        GroupConfig limits = config.groups().get(group == null ? "apart" : group);
        groups.get(group == null ? "apart" : group)
                .adaptive
                .throttle(limits.adaptive(), limits.concurrency(), now, pauseEnd);
    }

    void remaining(String group, String kind, long left, long now, long reset) {
        List<ModelStage> stages = concerned(group);
        ModelAllowance known = stages.get(0).allowances.stream()
                .filter(one -> one.isSame(kind, group) && now < one.until)
                .findFirst()
                .orElse(null);
        long until = Math.min(reset, now + config.pauseCap().toNanos());
        if (until <= now || (known != null && known.left <= left)) {
            return;
        }
        ModelAllowance next =
                new ModelAllowance(kind, group, left, known == null ? until : Math.max(until, known.until));
        stages.forEach(stage -> {
            stage.allowances.removeIf(one -> one.isSame(kind, group));
            stage.allowances.add(next);
        });
    }

    private List<ModelStage> concerned(String group) {
        return group == null ? List.of(provider, groups.get("apart")) : List.of(groups.get(group));
    }

    /** Checks a departure; returns what its end and its settlements do to the model. */
    ModelDeparture departed(ModelPart part, long stamp, boolean lease) {
        ModelDeparture departure = new ModelDeparture();
        if (lease) {
            leases++;
            check(late || leases <= config.leases().get("boxes"), name + ": " + leases + " leases");
            departure.onEnd(() -> leases--);
            return departure;
        }
        departures++;
        GroupConfig limits = part.group() == null ? null : config.groups().get(part.group());
        if (limits != null) {
            ModelStage stage = groups.get(part.group());
            stage.departed(part, stamp, limits.quotas(), departure);
            check(late || !stage.isPausedAlone(part.request(), stamp), () -> name + ": " + part + " in its pause");
            if (!late) {
                int max = stage.adaptive.allowed(limits.adaptive(), limits.concurrency(), stamp);
                stage.check(name + "/" + part.group(), max, 0, limits.delay(), stamp);
                stage.checkWindows(stamp, limits.quotas());
            }
        }
        if (limits == null || !limits.apart()) {
            provider.departed(part, stamp, config.quotas(), departure);
            if (!late) {
                int max = provider.adaptive.allowed(config.adaptive(), config.maxConcurrent(), stamp);
                provider.check(name, max, config.reserveCritical(), config.minDelay(), stamp);
                provider.checkWindows(stamp, config.quotas());
            }
        }
        return departure;
    }

    /** All is closed: what the limiter counted is what departed, and nothing is left. */
    void checkEnd(LimiterSnapshot snapshot) {
        check(snapshot.provider().inFlight() == 0, name + ": in flight " + snapshot);
        check(snapshot.provider().queueLength() == 0, name + ": queued " + snapshot);
        check(snapshot.leases().get("boxes").inFlight() == 0, name + ": leased " + snapshot);
        check(snapshot.totals().granted() == departures, name + ": departures " + departures + " but " + snapshot);
        provider.checkCharged(name, "", snapshot.totals());
        groups.forEach((group, stage) -> stage.checkCharged(name, group + "/", snapshot.totals()));
        if (late) {
            provider.checkAll(name, config.minDelay(), config.quotas());
            groups.forEach((group, stage) -> {
                GroupConfig limits = config.groups().get(group);
                stage.checkAll(name + "/" + group, limits.delay(), limits.quotas());
            });
        }
    }
}

package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Simulation.check;

import java.time.Duration;
import java.util.HashMap;
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

    void reconfigure(LimitsConfig changed) {
        config = changed;
    }

    void pause(String group, long now, Duration length) {
        long until = now + Math.min(length.toNanos(), config.pauseCap().toNanos());
        if (group == null) {
            provider.pauseUntil(until);
            groups.get("apart").pauseUntil(until);
        } else {
            groups.get(group).pauseUntil(until);
        }
    }

    /** Checks a departure; returns what its end does to the model. */
    Runnable departed(ModelPart part, long stamp, boolean lease) {
        if (lease) {
            leases++;
            check(late || leases <= config.leases().get("boxes"), name + ": " + leases + " leases");
            return () -> leases--;
        }
        departures++;
        GroupConfig limits = part.group() == null ? null : config.groups().get(part.group());
        if (limits != null) {
            ModelStage stage = groups.get(part.group());
            stage.departed(part, stamp, limits.quotas());
            if (!late) {
                stage.check(name + "/" + part.group(), limits.concurrency(), 0, limits.delay(), stamp);
                stage.checkWindows(stamp, limits.quotas());
            }
        }
        boolean underGate = limits == null || !limits.apart();
        if (underGate) {
            provider.departed(part, stamp, config.quotas());
            if (!late) {
                provider.check(name, config.maxConcurrent(), config.reserveCritical(), config.minDelay(), stamp);
                provider.checkWindows(stamp, config.quotas());
            }
        }
        return () -> {
            if (underGate) {
                provider.ended(part);
            }
            if (limits != null) {
                groups.get(part.group()).ended(part);
            }
        };
    }

    /** All is closed: what the limiter counted is what departed, and nothing is left. */
    void checkEnd(LimiterSnapshot snapshot) {
        check(snapshot.provider().inFlight() == 0, name + ": in flight " + snapshot);
        check(snapshot.provider().queueLength() == 0, name + ": queued " + snapshot);
        check(snapshot.leases().get("boxes").inFlight() == 0, name + ": leased " + snapshot);
        check(snapshot.totals().granted() == departures, name + ": departures " + departures + " but " + snapshot);
        provider.checkCharged(name, "", snapshot.totals().charged());
        groups.forEach((group, stage) ->
                stage.checkCharged(name, group + "/", snapshot.totals().charged()));
        if (late) {
            provider.checkAll(name, config.minDelay(), config.quotas());
            groups.forEach((group, stage) -> {
                GroupConfig limits = config.groups().get(group);
                stage.checkAll(name + "/" + group, limits.delay(), limits.quotas());
            });
        }
    }
}

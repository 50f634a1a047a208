package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Simulation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which units of one limiter are out, written down anew: by holds, by starts that use one of theirs, and by all others. */
final class HoldModel {
    private static final String PROVIDER = "provider";

    private final String name;
    private final List<Held> holds = new ArrayList<>();
    private final Map<String, Integer> units = new TreeMap<>();
    private final Map<String, Integer> lower = new TreeMap<>();
    private LimitsConfig config;
    private long lastStart = Long.MIN_VALUE;

    HoldModel(String name, LimitsConfig config) {
        this.name = name;
        this.config = config;
    }

    LimitsConfig config() {
        return config;
    }

    void reconfigure(LimitsConfig changed) {
        config = changed;
    }

    /** A lease's or hold's begin; returns its end. */
    Runnable opened(AcquireRequest request, boolean lease) {
        if (lease) {
            take("boxes", request);
            return () -> give("boxes", request);
        }
        Held hold = new Held(request);
        stages(request).forEach(stage -> take(stage, request));
        holds.add(hold);
        return () -> {
            holds.remove(hold);
            hold.open = false;
            giveBack(hold);
        };
    }

    /** A start; returns its end. */
    Runnable departed(AcquireRequest request, long stamp, boolean judged) {
        if (!"apart".equals(request.group())) {
            long gap = lastStart == Long.MIN_VALUE ? Long.MAX_VALUE : stamp - lastStart;
            check(!judged || gap >= config.minDelay().toNanos(), () -> name + ": starts " + gap + " ns apart");
            lastStart = stamp;
        }
        Held hold = idleHold(request);
        List<String> taken = stages(request).stream()
                .filter(stage -> hold == null || !stages(hold.request).contains(stage))
                .toList();
        taken.forEach(stage -> take(stage, request));
        if (hold != null) {
            hold.running++;
        }
        return () -> {
            taken.forEach(stage -> give(stage, request));
            if (hold != null) {
                hold.running--;
                giveBack(hold);
            }
        };
    }

    private void giveBack(Held hold) {
        if (!hold.open && hold.running == 0) {
            stages(hold.request).forEach(stage -> give(stage, hold.request));
        }
    }

    /** Whether a request finds all its concurrency in an idle hold of its scope. */
    boolean hasAll(AcquireRequest request) {
        Held hold = idleHold(request);
        return hold != null && stages(hold.request).containsAll(stages(request));
    }

    /** Which of several is used is the limiter's choice: the first, or the last that has the group's unit, too. */
    private Held idleHold(AcquireRequest request) {
        List<String> wanted = stages(request);
        Held found = null;
        for (Held hold : holds) {
            List<String> has = stages(hold.request);
            boolean usable = hold.request.scope() == request.scope()
                    && hold.running == 0
                    && has.contains(wanted.get(wanted.size() - 1));
            if (usable && (found == null || (wanted.size() > 1 && has.containsAll(wanted)))) {
                found = hold;
            }
        }
        return found;
    }

    /** The group's before the gate's own. */
    private static List<String> stages(AcquireRequest request) {
        if (request.group() == null) {
            return List.of(PROVIDER);
        }
        return request.group().equals("under") ? List.of("under", PROVIDER) : List.of("apart");
    }

    private void take(String stage, AcquireRequest request) {
        int all = units.merge(stage, 1, Integer::sum);
        int others = lower.merge(stage, request.priority() == Priority.CRITICAL ? 0 : 1, Integer::sum);
        check(all <= room(stage), () -> name + ": " + all + " units of " + stage + " out of " + room(stage));
        boolean reserved = stage.equals(PROVIDER) && request.priority() != Priority.CRITICAL;
        check(
                !reserved || others <= config.maxConcurrent() - config.reserveCritical(),
                () -> name + ": " + others + " units out that are not critical");
    }

    private void give(String stage, AcquireRequest request) {
        units.merge(stage, -1, Integer::sum);
        lower.merge(stage, request.priority() == Priority.CRITICAL ? 0 : -1, Integer::sum);
    }

    private int room(String stage) {
        return switch (stage) {
            case PROVIDER -> config.maxConcurrent();
            case "boxes" -> config.leases().get(stage);
            default -> config.groups().get(stage).concurrency();
        };
    }

    void checkSame(LimiterSnapshot snapshot) {
        Map<String, Integer> counted = new TreeMap<>(Map.of(
                PROVIDER,
                snapshot.provider().inFlight(),
                "boxes",
                snapshot.leases().get("boxes").inFlight(),
                "under",
                snapshot.groups().get("under").inFlight(),
                "apart",
                snapshot.groups().get("apart").inFlight()));
        counted.forEach((stage, count) -> check(
                count.equals(units.getOrDefault(stage, 0)),
                () -> name + ": " + counted + " units are counted, but out are " + units));
    }

    /** A hold, and how many starts use its units. */
    private static final class Held {
        private final AcquireRequest request;
        private boolean open = true;
        private int running;

        Held(AcquireRequest request) {
            this.request = request;
        }
    }
}

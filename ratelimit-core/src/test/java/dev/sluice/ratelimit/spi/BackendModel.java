package dev.sluice.ratelimit.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a backend must have counted, written down the plain way: every permit and every charge with its stamp. */
final class BackendModel {
    private final Map<String, Held> held = new HashMap<>();
    private final Map<StageKey, Long> lastStart = new HashMap<>();
    private final Map<StageKey, Long> pausedUntil = new HashMap<>();
    private final List<Charge> charges = new ArrayList<>();

    /** Everything that speaks against these parts, each as a line; empty if they may start. */
    List<String> objections(List<Part> parts, long now, boolean lenient) {
        List<String> found = new ArrayList<>();
        for (Part part : parts) {
            StageLimits limits = part.limits();
            StageKey key = limits.key();
            note(found, pausedUntil.getOrDefault(key, 0L) > now, key + " is paused");
            note(found, permits(key, now, false) >= limits.maxConcurrent(), key + " is full");
            int share = limits.maxConcurrent() - limits.reserveCritical();
            note(found, !part.critical() && permits(key, now, true) >= share, key + " has the rest reserved");
            long sinceLast = now - lastStart.getOrDefault(key, Long.MIN_VALUE / 2);
            note(found, sinceLast < limits.minDelay().toNanos() / 1_000, key + " started just now");
            for (WindowLimit window : limits.windows()) {
                long amount = part.charge(window);
                boolean over = used(key, window, now, lenient) + amount > window.capacity();
                note(found, amount > 0 && over, key + " has used up " + window.id());
            }
        }
        return found;
    }

    private static void note(List<String> found, boolean objection, String line) {
        if (objection) {
            found.add(line);
        }
    }

    int permits(StageKey key, long now, boolean lowerOnly) {
        return (int) held.values().stream()
                .filter(permit -> permit.expiry > now)
                .flatMap(permit -> permit.parts.stream())
                .filter(part -> part.limits().key().equals(key) && !(lowerOnly && part.critical()))
                .count();
    }

    /** @param lenient whether a start may be remembered for the length of a slot too long */
    long used(StageKey key, WindowLimit window, long now, boolean lenient) {
        long per = window.per().toNanos() / 1_000;
        long offset = window.offset() == null ? 0 : window.offset().getTotalSeconds() * 1_000_000L;
        long after = window.offset() != null
                ? Math.floorDiv(now + offset, per) * per - offset - 1
                : now - per - (lenient ? Math.max(1, per / 4_096) : 0);
        return charges.stream()
                .filter(charge -> charge.stage.equals(key) && charge.window.equals(window.id()) && charge.stamp > after)
                .mapToLong(charge -> charge.amount)
                .sum();
    }

    void granted(Ask ask, long now) {
        held.put(ask.token(), new Held(ask.parts(), now, now + ask.ttl().toNanos() / 1_000));
        for (Part part : ask.parts()) {
            lastStart.put(part.limits().key(), now);
            part.charges()
                    .forEach(
                            (id, amount) -> charges.add(new Charge(part.limits().key(), id, now, amount)));
        }
    }

    boolean isHeld(String token, long now) {
        Held permit = held.get(token);
        return permit != null && permit.expiry > now;
    }

    void released(String token) {
        held.remove(token);
    }

    void renewed(String token, long expiry) {
        Held permit = held.get(token);
        held.put(token, new Held(permit.parts, permit.stamp, Math.max(permit.expiry, expiry)));
    }

    void paused(StageKey key, long until) {
        pausedUntil.merge(key, until, Math::max);
    }

    long stamp(String token) {
        return held.get(token).stamp;
    }

    List<Part> parts(String token) {
        return held.get(token).parts;
    }

    void settled(Settlement settlement) {
        for (Charge charge : charges) {
            if (charge.stage.equals(settlement.stage())
                    && charge.window.equals(settlement.window().id())
                    && charge.stamp == settlement.stampMicros()) {
                charge.amount += settlement.actual() - settlement.charged();
                return;
            }
        }
    }

    private record Held(List<Part> parts, long stamp, long expiry) {}

    /** One start in one window. */
    private static final class Charge {
        private final StageKey stage;
        private final String window;
        private final long stamp;
        private long amount;

        Charge(StageKey stage, String window, long stamp, long amount) {
            this.stage = stage;
            this.window = window;
            this.stamp = stamp;
            this.amount = amount;
        }
    }
}

package dev.sluice.ratelimit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A group's stage and where its requests queue. Guarded by its account's lock. */
final class Group {
    private final Stage stage;
    private final Gate own;
    private final Map<String, Start> pausedUntil =
            new HashMap<>(); // subgroups by name, those alone that are or were just paused
    private boolean configured;
    private boolean apart;

    Group(String name, List<Gate> busy) {
        this.stage = new Stage(name);
        this.own = new Gate(stage, busy);
    }

    Stage stage() {
        return stage;
    }

    /** The gate that is this group's alone; used only while it stands apart. */
    Gate own() {
        return own;
    }

    /** Whether this request could start now as far as this group goes, were nobody before it. */
    boolean isFree(long now, AcquireRequest request) {
        return pauseWait(request, now) == 0 && stage.isFree(now, request);
    }

    /** Nanoseconds until the pause of the request's subgroup is over. */
    long pauseWait(AcquireRequest request, long now) {
        Start until = pausedUntil.isEmpty() ? null : pausedUntil.get(request.subgroup());
        return until == null ? 0 : until.delay(now, 0);
    }

    /** Holds all starts of a subgroup for so long from now, or longer where a pause still runs longer. */
    void pause(String subgroup, long now, long nanos) {
        pausedUntil.values().removeIf(until -> until.delay(now, 0) == 0);
        if (nanos > 0) {
            pausedUntil.merge(
                    subgroup, Start.at(now + nanos), (one, other) -> one.stamp() < other.stamp() ? other : one);
        }
    }

    /** Whether any of its subgroups is paused alone. */
    boolean isAnyPaused(long now) {
        return !pausedUntil.isEmpty() && !pauses(now).isEmpty();
    }

    /** How long each of its subgroups is still paused, in nanoseconds by name; those that are not paused are left out. */
    Map<String, Long> pauses(long now) {
        Map<String, Long> waits = new HashMap<>();
        pausedUntil.forEach((name, until) -> waits.put(name, until.delay(now, 0)));
        waits.values().removeIf(wait -> wait == 0);
        return waits;
    }

    /** Whether nothing is out and nothing is paused. */
    boolean isIdle(long now) {
        pausedUntil.values().removeIf(until -> until.delay(now, 0) == 0);
        return pausedUntil.isEmpty() && stage.isIdle(now);
    }

    boolean isConfigured() {
        return configured;
    }

    boolean isApart() {
        return apart;
    }

    void place(boolean isConfigured, boolean standsApart) {
        configured = isConfigured;
        apart = standsApart;
    }
}

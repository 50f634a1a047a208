package dev.sluice.ratelimit;

import java.util.List;

/** A group's stage and where its requests queue. Guarded by its account's lock. */
final class Group {
    private final Stage stage;
    private final Gate own;
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

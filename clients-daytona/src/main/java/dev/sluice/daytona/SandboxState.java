package dev.sluice.daytona;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/**
 * Where a sandbox is in its life, as Daytona's word. The set is open (22 words in August 2026); an unknown word is kept
 * as it came and is neither ready nor failed nor gone.
 *
 * @param word the word on the wire
 */
public record SandboxState(@JsonValue String word) {

    /** Ready to work in. */
    public static final SandboxState STARTED = new SandboxState("started");
    /** Being made. */
    public static final SandboxState CREATING = new SandboxState("creating");
    /** Being taken down; its disk is given back from here on. */
    public static final SandboxState DESTROYING = new SandboxState("destroying");
    /** Gone. */
    public static final SandboxState DESTROYED = new SandboxState("destroyed");
    /** Failed; {@link Sandbox#errorReason()} says why. */
    public static final SandboxState ERROR = new SandboxState("error");

    private static final Set<String> GONE = Set.of("destroying", "destroyed");
    private static final Set<String> NEVER_STARTS =
            Set.of("error", "build_failed", "stopped", "archived", "archiving", "stopping");

    /** Keeps the word as it came. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SandboxState {}

    /** Whether commands can run in it. */
    public boolean isStarted() {
        return equals(STARTED);
    }

    /** Whether it is being destroyed or is destroyed: it holds no disk any more. */
    public boolean isGone() {
        return GONE.contains(word);
    }

    /** Whether waiting for a start is in vain: it failed, was stopped, or is gone. */
    boolean neverStarts() {
        return isGone() || NEVER_STARTS.contains(word);
    }
}

package dev.sluice.logging.redaction;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link JsonRules} with their arrays for the next text, a few for the whole process: thread-locals would be one for each virtual
 * thread. Whoever finds none makes one.
 */
final class JsonPool {
    private static final int SLOTS = 16;
    private static final AtomicReferenceArray<@Nullable JsonRules> KEPT = new AtomicReferenceArray<>(SLOTS);

    private JsonPool() {}

    /** One that nobody else has. */
    static JsonRules take() {
        JsonRules kept = KEPT.getAndSet(slot(), null);
        return kept == null ? new JsonRules() : kept;
    }

    static void giveBack(JsonRules used) {
        used.release();
        KEPT.set(slot(), used);
    }

    private static int slot() {
        return (int) Thread.currentThread().getId() & (SLOTS - 1);
    }
}

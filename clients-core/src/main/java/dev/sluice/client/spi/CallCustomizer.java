package dev.sluice.client.spi;

/**
 * Reads from a call's typed arguments what limits need: a {@code :free} model's group, an estimate of tokens. Thread-safe; must not block, but for a rare call of its own:
 * nothing is held yet.
 */
@FunctionalInterface
public interface CallCustomizer {
    /** Adjusts one call. What it throws ends the call as not sent. */
    void customize(CallSpec call);

    /** Leaves every call as its {@link Operation} says. */
    static CallCustomizer none() {
        return call -> {};
    }
}

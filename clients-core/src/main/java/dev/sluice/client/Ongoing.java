package dev.sluice.client;

/** Something that {@link Sluice#close(java.time.Duration)} waits for, and breaks off in the end. */
interface Ongoing {
    /** Breaks it off; from any thread, harmless when it is over. */
    void cancel();
}

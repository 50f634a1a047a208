package dev.sluice.logging.logback;

import org.jspecify.annotations.Nullable;

/** Which thread has logged the event that this thread writes. */
final class Origin {
    private static final ThreadLocal<@Nullable Long> THREAD_ID = new ThreadLocal<>();

    private Origin() {}

    static @Nullable Long threadId() {
        return THREAD_ID.get();
    }

    static void is(long threadId) {
        THREAD_ID.set(threadId);
    }

    static void isUnknown() {
        THREAD_ID.remove();
    }
}

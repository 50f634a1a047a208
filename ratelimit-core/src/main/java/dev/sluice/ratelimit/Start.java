package dev.sluice.ratelimit;

/** The moment of a start. Compared by identity: two starts may bear one stamp where there is no pacing. */
final class Start {
    /** Nothing started yet. */
    static final Start NONE = new Start(false, 0);

    private final boolean happened;
    private final long stamp;

    private Start(boolean happened, long stamp) {
        this.happened = happened;
        this.stamp = stamp;
    }

    static Start at(long stamp) {
        return new Start(true, stamp);
    }

    long stamp() {
        return stamp;
    }

    /** Nanoseconds until a moment this long after it. */
    long delay(long now, long delay) {
        return happened ? Math.max(0, stamp + delay - now) : 0;
    }
}

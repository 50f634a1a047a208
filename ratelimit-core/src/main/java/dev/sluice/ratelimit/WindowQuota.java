package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A configured quota: so much in a window. */
abstract sealed class WindowQuota extends Quota permits SlidingQuota, CalendarQuota {
    private QuotaConfig config;
    private long capacity;
    private @Nullable ChargeKey key;
    private boolean fresh = true;

    WindowQuota(QuotaConfig config) {
        super(config.name(), config.isMoney());
        this.config = config;
        this.capacity = config.capacity();
    }

    static WindowQuota of(QuotaConfig config, TimeSource time) {
        return config.calendar() == null ? new SlidingQuota(config) : new CalendarQuota(config, time);
    }

    /** The memory under changed numbers: this one if it can hold them, else a new one. */
    final WindowQuota reconfigured(QuotaConfig changed, TimeSource time) {
        if (changed.isMoney() != isMoney() || !adoptWindow(changed)) {
            return of(changed, time);
        }
        config = changed;
        capacity = changed.capacity();
        return this;
    }

    final QuotaConfig config() {
        return config;
    }

    @Override
    final long capacity() {
        return capacity;
    }

    @Override
    final long horizon(long now) {
        return config.per().toNanos();
    }

    @Override
    final @Nullable ChargeKey key() {
        return key;
    }

    /** True the first time: the quota is new, and may be told what was charged before. */
    final boolean key(@Nullable ChargeKey changed) {
        boolean first = fresh;
        key = changed;
        fresh = false;
        return first;
    }

    /** Takes over another window of the same kind, before the config; false if the kind is another. */
    abstract boolean adoptWindow(QuotaConfig other);

    /**
     * Remembers a charge that was made before this process; oldest first, before all others.
     *
     * @param stamp the moment on this process's scale
     * @param wall the moment
     */
    abstract void restore(long stamp, Instant wall, long amount);
}

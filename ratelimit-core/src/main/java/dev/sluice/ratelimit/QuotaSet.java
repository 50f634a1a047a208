package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the starts of a stage are charged to: configured quotas, and what a server said is left of some. Its lists are replaced, not changed,
 * so that a grant may keep the one it was charged to. Guarded by its account's lock.
 */
final class QuotaSet {
    private List<WindowQuota> windows = List.of();
    private List<Allowance> allowances = List.of();
    private @Nullable WindowQuota shared;
    private List<Quota> all = List.of();

    /** Quotas of the same id go on with what they remember. */
    void configure(List<QuotaConfig> configs, TimeSource time) {
        List<WindowQuota> next = new ArrayList<>();
        for (QuotaConfig config : configs) {
            WindowQuota known = window(config.name());
            next.add(known == null ? WindowQuota.of(config, time) : known.reconfigured(config, time));
        }
        windows = List.copyOf(next);
        join();
    }

    /** Counts in another stage's quota as well from now on; in none if null. */
    void share(@Nullable WindowQuota other) {
        shared = other;
        join();
    }

    /** The configured quota of this id. */
    @Nullable
    WindowQuota window(String id) {
        for (WindowQuota quota : windows) {
            if (quota.id().equals(id)) {
                return quota;
            }
        }
        return null;
    }

    /** Whether the configured quota of this id is one of money. */
    boolean isMoney(@Nullable String id) {
        WindowQuota quota = id == null ? null : window(id);
        return quota != null && quota.isMoney();
    }

    /** From now on this instead of what was known of the same quota. */
    void allow(Allowance allowance) {
        List<Allowance> next = new ArrayList<>(allowances);
        next.removeIf(allowance::replaces);
        next.add(allowance);
        allowances = List.copyOf(next);
        join();
    }

    /** Drops what a server said for a time that is over. */
    void refresh(long now) {
        if (!allowances.isEmpty() && allowances.stream().anyMatch(known -> known.isOver(now))) {
            allowances = allowances.stream().filter(known -> !known.isOver(now)).toList();
            join();
        }
    }

    private void join() {
        List<Quota> both = new ArrayList<>(windows);
        if (shared != null) {
            both.add(shared);
        }
        both.addAll(allowances);
        all = List.copyOf(both);
    }

    List<WindowQuota> windows() {
        return windows;
    }

    List<Allowance> allowances() {
        return allowances;
    }

    List<Quota> all() {
        return all;
    }
}

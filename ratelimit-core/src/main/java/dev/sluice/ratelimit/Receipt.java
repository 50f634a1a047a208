package dev.sluice.ratelimit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of a grant's charges: what a state file says of them, and which kinds are settled. Guarded by its account's lock once given out. */
final class Receipt {
    private List<StateLine> lines = List.of();
    private final Set<String> settled = new HashSet<>(2);

    void lines(List<StateLine> written) {
        lines = List.copyOf(written);
    }

    List<StateLine> lines() {
        return lines;
    }

    /** The line of this quota. */
    @Nullable
    StateLine line(ChargeKey key) {
        return lines.stream()
                .filter(line -> line.key().isSameQuota(key))
                .findFirst()
                .orElse(null);
    }

    /** True the first time. */
    boolean settle(String kind) {
        return settled.add(kind);
    }
}

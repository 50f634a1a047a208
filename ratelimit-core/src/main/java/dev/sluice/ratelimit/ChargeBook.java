package dev.sluice.ratelimit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a state file says, in memory: the charges that still count, by quota. Charges closer than a {@value SlidingQuota#MAX_ENTRIES}th of
 * their window are merged, which bounds both memory and file. Thread-safe; its monitor is a leaf, and nothing is read or written in it.
 */
final class ChargeBook {
    private final Map<ChargeKey, ChargeLog> logs = new LinkedHashMap<>();

    synchronized void enter(StateLine line) {
        ChargeKey key = line.key();
        if (line.taken()) {
            ChargeLog log = logs.get(key);
            if (log != null) {
                log.remove(line.stamp(), line.amount());
            }
        } else {
            long merge = key.window().per().toNanos() / SlidingQuota.MAX_ENTRIES;
            logs.computeIfAbsent(key, any -> new ChargeLog()).add(line.stamp(), line.amount(), merge);
        }
    }

    /** The charges that count now, one line each. */
    synchronized List<StateLine> lines(Instant now) {
        List<StateLine> lines = new ArrayList<>();
        logs.entrySet().removeIf(entry -> {
            ChargeKey key = entry.getKey();
            entry.getValue().forget(StateLine.nanos(key.window().start(now)) - 1);
            entry.getValue().forEach((first, last, amount) -> lines.add(new StateLine(false, last, amount, key)));
            return entry.getValue().sum() == 0;
        });
        return lines;
    }

    /** The charges of one quota that count now, whatever its window was when they were made. */
    List<StateLine> lines(ChargeKey quota, Instant now) {
        return lines(now).stream().filter(line -> line.key().isSameQuota(quota)).toList();
    }
}

package dev.sluice.benchmarks;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Who was admitted when, by the callers' stamps, in the order in which they came back. Thread-safe; read when all have ended. */
final class GrantLog {
    private final AtomicInteger next = new AtomicInteger();
    private final int[] owner;
    private final long[] asked;
    private final long[] granted;

    GrantLog(int capacity) {
        owner = new int[capacity];
        asked = new long[capacity];
        granted = new long[capacity];
    }

    /** False if the log is full. */
    boolean add(int caller, long askedNanos, long grantedNanos) {
        int turn = next.getAndIncrement();
        if (turn >= owner.length) {
            return false;
        }
        owner[turn] = caller;
        asked[turn] = askedNanos;
        granted[turn] = grantedNanos;
        return true;
    }

    int size() {
        return Math.min(next.get(), owner.length);
    }

    /**
     * When each was asked for, in the order of the grants; without the first of each caller, because they all come at once and who asks before he is
     * interrupted, and who queues after, is chance.
     */
    long[] askedAgain() {
        Set<Integer> known = new HashSet<>();
        return IntStream.range(0, size())
                .filter(turn -> !known.add(owner[turn]))
                .mapToLong(turn -> asked[turn])
                .toArray();
    }

    long[] granted() {
        return Arrays.copyOf(granted, size());
    }

    /** How many each caller got. */
    long[] shares(int callers) {
        long[] shares = new long[callers];
        for (int turn = 0; turn < size(); turn++) {
            shares[owner[turn]]++;
        }
        return shares;
    }

    Waits waits() {
        Waits waits = new Waits();
        for (int turn = 0; turn < size(); turn++) {
            waits.record(granted[turn] - asked[turn]);
        }
        return waits;
    }
}

package dev.sluice.benchmarks;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

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

    long[] asked() {
        return Arrays.copyOf(asked, size());
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

package dev.sluice.logging.redaction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Remembers what is known of names that were seen before, since the same few come again and again. A name takes the place of another with
 * the same hash. Entries are immutable and a lost one is only found out again, so that threads need no order among them.
 */
final class MemberNames {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLOTS = 2_048;
    private static final int MAX_LENGTH = 64;

    private final MemberName[] seen = new MemberName[SLOTS];

    MemberNames() {
        Arrays.fill(seen, MemberName.NONE);
    }

    /** What is known of the name between two quotes, which has no escapes in it. */
    MemberName of(byte[] json, int from, int to) {
        int slot = slot(json, from, to);
        MemberName known = seen[slot];
        if (known.is(json, from, to)) {
            return known;
        }
        MemberName name = new MemberName(Arrays.copyOfRange(json, from, to));
        if (to - from <= MAX_LENGTH && name.shown() == null && name.isAscii()) {
            seen[slot] = name;
        }
        return name;
    }

    private static int slot(byte[] text, int from, int to) {
        int length = to - from;
        long hash = length;
        if (length < Long.BYTES) {
            for (int i = from; i < to; i++) {
                hash = (hash << 8) | (text[i] & 0xff);
            }
        } else {
            int last = to - Long.BYTES;
            for (int i = from; i < last && i < from + MAX_LENGTH; i += Long.BYTES) {
                hash = (hash ^ (long) LONG.get(text, i)) * 0x9E3779B97F4A7C15L;
            }
            hash ^= (long) LONG.get(text, last);
        }
        hash *= 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 53) & (SLOTS - 1);
    }
}

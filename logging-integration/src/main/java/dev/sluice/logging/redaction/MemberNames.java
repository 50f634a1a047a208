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
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int SLOTS = 2_048;
    private static final int MAX_LENGTH = 64;

    private final MemberName[] seen = new MemberName[SLOTS];

    MemberNames() {
        forget();
    }

    /** What is known of the name between two quotes, which has no escapes in it. */
    MemberName of(byte[] json, int from, int to) {
        long head = head(json, from, to);
        long tail = tail(json, from, to);
        int slot = slot(head, tail, to - from);
        MemberName known = seen[slot];
        if (known.is(json, from, to, head, tail)) {
            return known;
        }
        Object denied = DeniedNames.snapshot();
        MemberName name = new MemberName(Arrays.copyOfRange(json, from, to));
        if (to - from <= MAX_LENGTH && name.shown() == null && name.isAscii()) {
            seen[slot] = name;
            VarHandle.fullFence(); // who denies a name after this look forgets what was stored before it
            if (DeniedNames.snapshot() != denied) {
                seen[slot] = MemberName.NONE;
            }
        }
        return name;
    }

    /** Names have to be judged anew. */
    void forget() {
        Arrays.fill(seen, MemberName.NONE);
    }

    /** The first eight bytes, or as many as there are. */
    static long head(byte[] text, int from, int to) {
        int length = to - from;
        if (from + Long.BYTES <= text.length) {
            long head = (long) LONG.get(text, from);
            return length >= Long.BYTES ? head : head & ((1L << (Byte.SIZE * length)) - 1);
        }
        long head = 0;
        for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
            head = (head << Byte.SIZE) | (text[from + i] & 0xff);
        }
        return head;
    }

    /** The last eight bytes of more than eight. */
    static long tail(byte[] text, int from, int to) {
        return to - from > Long.BYTES ? (long) LONG.get(text, to - Long.BYTES) : 0;
    }

    private static int slot(long head, long tail, int length) {
        long hash = (head ^ length) * MIX;
        hash = (hash ^ (hash >>> 29) ^ tail) * MIX;
        return (int) (hash >>> 53) & (SLOTS - 1);
    }
}

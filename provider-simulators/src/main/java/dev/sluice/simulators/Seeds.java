package dev.sluice.simulators;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Everything invented comes from here: numbers that depend on the seed and the request, and on nothing else. */
final class Seeds {
    private Seeds() {}

    /** The finishing step of SplitMix64: neighbouring inputs give unrelated outputs. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number from a seed and words. */
    static long of(long seed, String words) {
        long hash = mix(seed);
        for (byte b : words.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /** Evenly from 0 (inclusive) to {@code bound} (exclusive). */
    static int below(long hash, int bound) {
        return (int) Long.remainderUnsigned(hash, bound);
    }

    /** Evenly from 0 (inclusive) to 1 (exclusive). */
    static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }

    /** The first {@code digits} hexadecimal digits of the words' SHA-256. */
    static String hex(long seed, String words, int digits) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((seed + "/" + words).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, digits);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256: missing (every Java platform has it)", impossible);
        }
    }
}

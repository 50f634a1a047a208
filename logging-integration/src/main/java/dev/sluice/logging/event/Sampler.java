package dev.sluice.logging.event;

import java.nio.charset.StandardCharsets;

/**
 * Which requests are logged where not all can be. The decision hangs on the request id alone, so that all lines of a request are kept or none, in every
 * process that samples at the same rate, and what a lower rate keeps a higher one keeps, too. Immutable.
 *
 * @param rate the share that is kept, from 0 to 1
 */
public record Sampler(double rate) {
    /** Keeps everything. */
    public static final Sampler ALL = new Sampler(1);

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if outside 0 to 1, or not a number
     */
    public Sampler {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("sample-rate: out of range (expected: 0 to 1)");
        }
    }

    /** Whether the lines of this request are kept. */
    public boolean keeps(String requestId) {
        return rate >= 1 || share(requestId) < rate;
    }

    /** The id as a number from 0 to 1: FNV-1a, whose weak upper bits are mixed as in MurmurHash3's finalizer. */
    private static double share(String id) {
        long hash = FNV_OFFSET;
        for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (hash >>> 11) * 0x1.0p-53;
    }
}

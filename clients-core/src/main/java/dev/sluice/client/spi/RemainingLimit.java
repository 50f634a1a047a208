package dev.sluice.client.spi;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server says is left of one of its limits.
 *
 * @param quota the id of the quota it is about; null for what calls count by weight
 * @param remaining how many may still depart before the reset; not negative
 * @param resetAt when there is more, by our clock
 */
public record RemainingLimit(@Nullable String quota, long remaining, Instant resetAt) {
    private static final Pattern COUNT = Pattern.compile("-?\\d{1,15}");

    /**
     * Reads a pair of headers such as {@code x-ratelimit-remaining} and {@code x-ratelimit-reset}, the reset in any spelling of
     * {@link RetryTimes}; a debt is nothing left. Empty unless both can be read and the reset is still to come.
     */
    public static Optional<RemainingLimit> of(ResponseHead head, String remainingHeader, String resetHeader) {
        return head.header(remainingHeader)
                .map(String::strip)
                .filter(value -> COUNT.matcher(value).matches())
                .flatMap(value -> RetryTimes.header(head, resetHeader)
                        .filter(reset -> reset.isAfter(head.receivedAt()))
                        .map(reset -> new RemainingLimit(null, Math.max(0, Long.parseLong(value)), reset)));
    }

    /** The same about a quota of the configuration, e.g. {@code tokens}. */
    public RemainingLimit of(String quotaId) {
        return new RemainingLimit(quotaId, remaining, resetAt);
    }
}

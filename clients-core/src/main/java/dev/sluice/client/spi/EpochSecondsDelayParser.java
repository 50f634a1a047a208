package dev.sluice.client.spi;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Seconds since 1970, 10 digits (2001 to 2286), e.g. Exa's {@code X-Ratelimit-Reset}. */
final class EpochSecondsDelayParser implements DelayParser {
    private static final Pattern EPOCH_SECONDS = Pattern.compile("[1-9]\\d{9}");

    @Override
    public @Nullable Instant parse(String value, Instant now) {
        return EPOCH_SECONDS.matcher(value).matches() ? Instant.ofEpochSecond(Long.parseLong(value)) : null;
    }
}

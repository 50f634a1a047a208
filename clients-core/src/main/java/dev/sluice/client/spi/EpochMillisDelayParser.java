package dev.sluice.client.spi;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Milliseconds since 1970, 13 digits (2001 to 2286), e.g. OpenRouter's {@code X-RateLimit-Reset}. */
final class EpochMillisDelayParser implements DelayParser {
    private static final Pattern EPOCH_MILLIS = Pattern.compile("[1-9]\\d{12}");

    @Override
    public @Nullable Instant parse(String value, Instant now) {
        return EPOCH_MILLIS.matcher(value).matches() ? Instant.ofEpochMilli(Long.parseLong(value)) : null;
    }
}

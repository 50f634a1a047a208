package dev.sluice.client.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A time stamp with its offset (RFC 3339), e.g. {@code 2026-01-01T00:00:30Z}, as bodies have them. */
final class TimestampDelayParser implements DelayParser {
    @Override
    public @Nullable Instant parse(String value, Instant now) {
        if (value.isEmpty() || !Character.isDigit(value.charAt(0))) {
            return null; // a year beyond 9999 has a sign
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from);
        } catch (DateTimeException otherSpelling) {
            return null;
        }
    }
}

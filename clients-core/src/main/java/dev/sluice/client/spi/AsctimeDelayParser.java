package dev.sluice.client.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP-date as C's {@code asctime} writes it (RFC 9110 §5.6.7 asctime-date), e.g. {@code Sun Nov  6 08:49:37 1994}. */
final class AsctimeDelayParser implements DelayParser {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);

    @Override
    public @Nullable Instant parse(String value, Instant now) {
        try {
            return LocalDateTime.parse(value, FORMAT).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException otherSpelling) {
            return null;
        }
    }
}

package dev.sluice.client.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** An HTTP-date in its preferred form (RFC 9110 §5.6.7 IMF-fixdate), e.g. {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
final class HttpDateDelayParser implements DelayParser {
    @Override
    public @Nullable Instant parse(String value, Instant now) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
        } catch (DateTimeException otherSpelling) {
            return null;
        }
    }
}

package dev.sluice.client.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP-date in its obsolete long form (RFC 9110 §5.6.7 rfc850-date), e.g. {@code Sunday, 06-Nov-94 08:49:37 GMT}. As written there, a year
 * more than fifty in the future is one of the past.
 */
final class Rfc850DateDelayParser implements DelayParser {
    @Override
    public @Nullable Instant parse(String value, Instant now) {
        int comma = value.indexOf(", ");
        if (comma < 0) {
            return null;
        }
        try {
            LocalDate firstYear = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(50);
            return LocalDateTime.parse(value.substring(comma + 2), format(firstYear))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException otherSpelling) {
            return null;
        }
    }

    private static DateTimeFormatter format(LocalDate firstYear) {
        return new DateTimeFormatterBuilder()
                .appendPattern("dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }
}

package dev.sluice.polymarket;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the forms in which Polymarket writes time: ISO-8601, its SQL cousin {@code 2024-11-06 15:17:20+00}, and plain dates. */
final class WireTimes {
    private static final DateTimeFormatter OFFSET_DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:mm", "Z")
            .toFormatter();
    private static final DateTimeFormatter SHORT_OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH", "Z")
            .toFormatter();

    private WireTimes() {}

    /** Text as an instant, a plain date as its midnight UTC; empty if there is none or its form is unknown. */
    static Optional<Instant> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            if (text.length() == "yyyy-MM-dd".length()) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            String iso = text.replace(' ', 'T');
            DateTimeFormatter form = iso.endsWith("Z") || (iso.length() > 3 && iso.charAt(iso.length() - 3) == ':')
                    ? OFFSET_DATE_TIME
                    : SHORT_OFFSET;
            return Optional.of(OffsetDateTime.parse(iso, form).toInstant());
        } catch (DateTimeParseException unknownForm) {
            return Optional.empty();
        }
    }
}

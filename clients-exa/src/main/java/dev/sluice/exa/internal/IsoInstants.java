package dev.sluice.exa.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the time stamps of web pages, which are what their authors wrote: unreadable ones are nothing, not an error. */
public final class IsoInstants {
    private IsoInstants() {}

    /** The instant of an ISO-8601 text; a plain date is its midnight UTC; empty if it is none. */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == "yyyy-MM-dd".length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }
}

package dev.sluice.client.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Seconds from now, whole (RFC 9110 §10.2.3 delay-seconds) or with a fraction ({@code 1.5}, as several APIs send). */
final class SecondsDelayParser implements DelayParser {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    @Override
    public @Nullable Instant parse(String value, Instant now) {
        if (!SECONDS.matcher(value).matches()) {
            return null;
        }
        return now.plusNanos(new BigDecimal(value)
                .movePointRight(9)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    }
}

package dev.sluice.client.spi;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Milliseconds from now ({@code retry-after-ms}). */
final class MillisDelayParser implements DelayParser {
    private static final Pattern MILLIS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    @Override
    public @Nullable Instant parse(String value, Instant now) {
        if (!MILLIS.matcher(value).matches()) {
            return null;
        }
        return now.plusMillis((long) Math.ceil(Double.parseDouble(value)));
    }
}

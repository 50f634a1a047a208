package dev.sluice.client.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads one spelling of "not before". */
@FunctionalInterface
interface DelayParser {
    /** The instant meant, or null if the value is not of this spelling. */
    @Nullable
    Instant parse(String value, Instant now);
}

package dev.sluice.client.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields of an error object that say when to come back; milliseconds go before seconds, and both before a reset. */
final class BodyDelayParser {
    private static final List<String> MILLIS = List.of("retry_after_ms", "retryAfterMs");
    private static final List<String> ANY_SPELLING = List.of(
            "retry_after",
            "retryAfter",
            "retry_after_seconds",
            "retryAfterSeconds",
            "reset_at",
            "resetAt",
            "reset",
            "X-RateLimit-Reset");

    Optional<Instant> parse(JsonNode object, Instant now) {
        for (String field : MILLIS) {
            Instant instant = RetryTimes.MILLIS.parse(text(object, field), now);
            if (instant != null) {
                return Optional.of(instant);
            }
        }
        for (String field : ANY_SPELLING) {
            Instant instant = RetryTimes.anySpelling(text(object, field), now);
            if (instant != null) {
                return Optional.of(instant);
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode object, String field) {
        @Nullable JsonNode value = object.get(field);
        return value != null && (value.isNumber() || value.isString()) ? value.asString() : "";
    }
}

package dev.sluice.openrouter.structured;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * The Java types that are one JSON value, by JSON Schema's words. The formats are those that strict mode knows (OpenAI, structured outputs:
 * {@code date-time}, {@code time}, {@code date}, {@code duration}, {@code uuid}, …).
 */
final class SchemaTypes {
    private static final Scalar INTEGER = new Scalar("integer", null, null);
    private static final Scalar NUMBER = new Scalar("number", null, null);
    private static final Scalar BOOLEAN = new Scalar("boolean", null, null);
    private static final Scalar STRING = new Scalar("string", null, null);
    private static final Scalar DATE_TIME = new Scalar("string", "date-time", null);

    private static final Map<Class<?>, Scalar> SCALARS = Map.ofEntries(
            Map.entry(String.class, STRING),
            Map.entry(CharSequence.class, STRING),
            Map.entry(int.class, INTEGER),
            Map.entry(Integer.class, INTEGER),
            Map.entry(long.class, INTEGER),
            Map.entry(Long.class, INTEGER),
            Map.entry(short.class, INTEGER),
            Map.entry(Short.class, INTEGER),
            Map.entry(BigInteger.class, INTEGER),
            Map.entry(OptionalInt.class, INTEGER),
            Map.entry(OptionalLong.class, INTEGER),
            Map.entry(double.class, NUMBER),
            Map.entry(Double.class, NUMBER),
            Map.entry(float.class, NUMBER),
            Map.entry(Float.class, NUMBER),
            Map.entry(BigDecimal.class, NUMBER),
            Map.entry(OptionalDouble.class, NUMBER),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(Instant.class, DATE_TIME),
            Map.entry(OffsetDateTime.class, DATE_TIME),
            Map.entry(ZonedDateTime.class, DATE_TIME),
            Map.entry(LocalDate.class, new Scalar("string", "date", null)),
            Map.entry(LocalTime.class, new Scalar("string", null, "A time of day such as 14:30:00.")),
            Map.entry(LocalDateTime.class, new Scalar("string", null, "A local time such as 2026-11-21T14:30:00.")),
            Map.entry(Duration.class, new Scalar("string", "duration", null)),
            Map.entry(URI.class, new Scalar("string", null, "A URI.")),
            Map.entry(UUID.class, new Scalar("string", "uuid", null)));

    private SchemaTypes() {}

    static @Nullable Scalar scalar(JavaType type) {
        return SCALARS.get(type.getRawClass());
    }

    static boolean isOptional(JavaType type) {
        Class<?> raw = type.getRawClass();
        return raw == Optional.class
                || raw == OptionalInt.class
                || raw == OptionalLong.class
                || raw == OptionalDouble.class;
    }

    /**
     * One JSON value.
     *
     * @param type {@code string}, {@code integer}, {@code number} or {@code boolean}
     * @param format JSON Schema's format; null if there is none, or strict mode does not know it
     * @param description how it is written, where no format says so
     */
    record Scalar(
            String type, @Nullable String format, @Nullable String description) {}
}

package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** At most {@code limit} requests from one midnight UTC to the next. Thread-safe: others look at it, too. */
final class DailyWindow implements RequestWindow {
    private final String name;
    private final int limit;
    private final TimeSource time;
    private @Nullable LocalDate day;
    private int used;

    DailyWindow(String name, int limit, TimeSource time) {
        this.name = name;
        this.limit = limit;
        this.time = time;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public synchronized int remaining() {
        return limit - usedOn(today());
    }

    @Override
    public Duration untilFree() {
        return remaining() > 0 ? Duration.ZERO : untilReset();
    }

    @Override
    public Duration untilReset() {
        Instant midnight = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Duration.between(time.instant(), midnight);
    }

    @Override
    public synchronized void take() {
        LocalDate today = today();
        used = usedOn(today) + 1;
        day = today;
    }

    private int usedOn(LocalDate date) {
        return date.equals(day) ? used : 0;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
    }
}

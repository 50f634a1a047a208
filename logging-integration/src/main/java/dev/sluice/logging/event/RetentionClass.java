package dev.sluice.logging.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * How long a line is of use, written into each as {@code log_class}. The periods are for the store that lines are shipped to; files on this
 * machine are bounded by size as well, except those of the audit, which nothing deletes.
 */
public enum RetentionClass {
    /** Who was let in and who was not: two years. */
    SECURITY(730, true),
    /** What was decided, and business events: seven years. */
    AUDIT(2_557, true),
    /** Calls and whatever else a program says: ninety days. */
    API(90, false),
    /** Figures: thirty days. */
    PERFORMANCE(30, false),
    /** Details that only who looks for an error wants: seven days. */
    DEBUG(7, false);

    private final int days;
    private final boolean lossless;
    private final String word = name().toLowerCase(Locale.ROOT);

    RetentionClass(int days, boolean lossless) {
        this.days = days;
        this.lossless = lossless;
    }

    /** The class of a line: by its event type, or else by its level. */
    public static RetentionClass of(@Nullable String eventType, Level level) {
        if (eventType != null) {
            if (eventType.startsWith("security_")) {
                return SECURITY;
            }
            if (eventType.startsWith("business_") || eventType.equals("trading_decision")) {
                return AUDIT;
            }
            if (level.toInt() >= Level.INFO.toInt()
                    && (eventType.startsWith("metric_")
                            || eventType.startsWith("performance_metric")
                            || eventType.equals("bot_health_check"))) {
                return PERFORMANCE;
            }
        }
        return level.toInt() < Level.INFO.toInt() ? DEBUG : API;
    }

    /** How long it is kept, in days; of {@link #AUDIT} at least so long. */
    public int days() {
        return days;
    }

    /** Whether none of its lines may be lost: they are written before the program goes on. */
    public boolean isLossless() {
        return lossless;
    }

    /** As it is written: in lower case. */
    public String word() {
        return word;
    }
}

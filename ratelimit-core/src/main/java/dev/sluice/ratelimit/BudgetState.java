package dev.sluice.ratelimit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stood when it stopped a request. Immutable.
 *
 * @param id the budget's, such as {@code usd}
 * @param cap the most that may be spent in one window
 * @param per the window's length
 * @param spent what the window holds: what was settled, and the estimates of what is under way or was never settled
 * @param asked what the request was to be charged
 * @param freesAt when the window has room for it, on the wall clock, if nothing is given back or charged until then; null if it never has, because
 *     the request costs more than the cap
 */
public record BudgetState(
        String id,
        BigDecimal cap,
        Duration per,
        BigDecimal spent,
        BigDecimal asked,
        @Nullable Instant freesAt) implements Serializable {

    /** One line, the amounts in the budget's currency. */
    String message() {
        String facts = "budget of " + cap.toPlainString() + " " + id + " per " + written(per) + ": "
                + spent.toPlainString() + " spent, " + asked.toPlainString() + " asked";
        return freesAt == null
                ? facts + " (expected: no request above the budget)"
                : facts + " (expected: room, from " + freesAt + " on)";
    }

    /** In the largest unit that needs no fraction, as it is written in the configuration. */
    private static String written(Duration window) {
        if (window.toNanosPart() != 0 || window.toSecondsPart() != 0) {
            return window.toString();
        }
        if (window.toMinutesPart() != 0) {
            return window.toMinutes() + "m";
        }
        return window.toHoursPart() != 0 ? window.toHours() + "h" : window.toDays() + "d";
    }
}

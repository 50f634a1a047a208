package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a server's feedback in force, with the account's lock held.
 *
 * @param stages those whose starts it concerns
 * @param cap the longest that one answer can have effect
 */
record Lowering(List<Stage> stages, Duration cap, Instant wall, long now) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final BigDecimal MOST = BigDecimal.valueOf(Cost.MOST);

    /** Returns for how long starts are held, after the cap. */
    long apply(ServerFeedback feedback) {
        if (feedback instanceof ServerFeedback.Pause pause) {
            long nanos = capped(pause.until(), cap);
            stages.forEach(stage -> stage.pause(now, nanos));
            stages.forEach(stage -> stage.throttle(now, now + Math.max(0, nanos)));
            return nanos;
        }
        if (feedback instanceof ServerFeedback.Exhausted exhausted) {
            long nanos = Math.min(WaitBound.nanos(Duration.between(wall, exhausted.until())), DAY.toNanos());
            stages.forEach(stage -> stage.pause(now, nanos));
            return nanos;
        }
        if (feedback instanceof ServerFeedback.Remaining remaining) {
            long nanos = capped(remaining.resetAt(), longest(remaining.quota()));
            if (nanos > 0) {
                allow(remaining, now + nanos);
            }
        } else {
            stages.forEach(stage -> stage.throttle(now, now));
        }
        return 0;
    }

    private long capped(Instant until, Duration atMost) {
        return Math.min(WaitBound.nanos(Duration.between(wall, until)), atMost.toNanos());
    }

    /** The longest that a server's word of this quota holds. */
    private Duration longest(@Nullable String quota) {
        Duration longest = cap;
        for (Stage stage : stages) {
            WindowQuota window = quota == null ? null : stage.quotas().window(quota);
            if (window != null && window.config().per().compareTo(longest) > 0) {
                longest = window.config().per();
            }
        }
        return longest;
    }

    /** One allowance for all stages, since the server counts them together. */
    private void allow(ServerFeedback.Remaining said, long until) {
        String quota = said.quota();
        boolean money = stages.stream().anyMatch(stage -> stage.quotas().isMoney(quota));
        long left = units(said.remaining(), money);
        Allowance known = stages.stream()
                .flatMap(stage -> stage.quotas().allowances().stream())
                .filter(allowance -> allowance.isFor(said.target(), quota) && allowance.isMoney() == money)
                .findFirst()
                .orElse(null);
        if (known == null || known.isOver(now)) {
            put(new Allowance(said.target(), quota, money, left, until));
        } else if (left < known.left()) {
            long later = Math.max(until - known.until(), 0) + known.until();
            put(new Allowance(said.target(), quota, money, left, later));
        }
    }

    private void put(Allowance allowance) {
        stages.forEach(stage -> stage.quotas().allow(allowance));
    }

    /** Rounded down: the other way would allow more than was said. */
    private static long units(BigDecimal remaining, boolean money) {
        BigDecimal most = money ? MOST.movePointLeft(9) : MOST;
        if (remaining.compareTo(most) >= 0) {
            return Cost.MOST;
        }
        return remaining
                .movePointRight(money ? 9 : 0)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }
}

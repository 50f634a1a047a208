package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps the charges of long windows in a state file, and gives them back to quotas that are made anew. Thread-safe. */
final class ChargeKeeper implements AutoCloseable {
    /** Windows as long as this are worth a line per charge; shorter ones are over before a restart matters. */
    private static final Duration LONG = Duration.ofHours(1);

    private final StateFile file;
    private final TimeSource time;

    ChargeKeeper(StateFile file, TimeSource time) {
        this.file = file;
        this.time = time;
    }

    /** Gives a stage's quotas their names in the file, and to new ones what the file knows of them. With the account's lock held. */
    void attach(String limiter, Stage stage) {
        for (WindowQuota quota : stage.quotas().windows()) {
            ChargeWindow window = ChargeWindow.of(quota.config());
            ChargeKey key = new ChargeKey(limiter, stage.name(), quota.id(), quota.isMoney(), window);
            boolean kept = window.per().compareTo(LONG) >= 0;
            if (quota.key(kept ? key : null) && kept) {
                restore(quota, key);
            }
        }
    }

    private void restore(WindowQuota quota, ChargeKey key) {
        Instant wall = time.instant();
        long offset = StateLine.nanos(wall) - time.nanoTime();
        List<StateLine> lines = new ArrayList<>(file.book().lines(key, wall));
        lines.sort((one, other) -> Long.compare(one.stamp(), other.stamp()));
        for (StateLine line : lines) {
            long stamp = Math.min(line.stamp(), StateLine.nanos(wall));
            quota.restore(stamp - offset, StateLine.instant(stamp), line.amount());
        }
    }

    /** Writes down what these were charged, together. Before they are given out, with no lock held. */
    void handOut(List<HeldPermit> permits) {
        List<StateLine> all = new ArrayList<>(2);
        for (HeldPermit permit : permits) {
            List<StateLine> lines = charges(permit.grant());
            if (!lines.isEmpty()) {
                permit.grant().receipt().lines(lines);
                all.addAll(lines);
            }
        }
        append(all);
    }

    private List<StateLine> charges(Grant grant) {
        List<StateLine> lines = new ArrayList<>(2);
        for (Hold hold : grant.holds()) {
            for (Quota quota : hold.quotas()) {
                ChargeKey key = quota.key();
                long amount = key == null ? 0 : quota.demand(grant.request());
                if (key != null && amount > 0) {
                    lines.add(new StateLine(false, wall(hold.start().stamp()), amount, key));
                }
            }
        }
        return lines;
    }

    private long wall(long stamp) {
        return StateLine.nanos(time.instant()) - (time.nanoTime() - stamp);
    }

    /** Takes back what was written of grants that nobody got in the end. With no lock held. */
    void takeBack(List<Grant> grants) {
        List<StateLine> lines = new ArrayList<>(0);
        for (Grant grant : grants) {
            if (grant.hasReceipt()) {
                grant.receipt().lines().forEach(line -> lines.add(line.takeBack(line.amount())));
            }
        }
        append(lines);
    }

    /** Writes down what was corrected. With no lock held. */
    void settled(Settlement settlement) {
        List<StateLine> lines = new ArrayList<>(2);
        for (Settlement.Correction correction : settlement.corrections()) {
            ChargeKey key = correction.quota().key();
            StateLine charge = key == null ? null : settlement.grant().receipt().line(key);
            if (key != null && correction.excess() > 0) {
                lines.add(new StateLine(false, StateLine.nanos(time.instant()), correction.excess(), key));
            } else if (charge != null && correction.excess() < 0) {
                lines.add(charge.takeBack(-correction.excess()));
            }
        }
        append(lines);
    }

    private void append(List<StateLine> lines) {
        if (!lines.isEmpty()) {
            file.append(lines);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}

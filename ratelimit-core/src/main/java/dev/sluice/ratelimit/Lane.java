package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The waiters of one group, or of no group, before a gate. Guarded by its account's lock. */
final class Lane {
    private final @Nullable Stage stage;
    private final WaitQueue critical = new WaitQueue();
    private final WaitQueue normal = new WaitQueue();
    private final WaitQueue background = new WaitQueue();
    private final List<WaitQueue> queues = List.of(critical, normal, background);
    private long stuckIn;
    private long lateIn;
    private int size;

    /** A lane with limits of its own under the gate's, or without. */
    Lane(@Nullable Stage stage) {
        this.stage = stage;
    }

    @Nullable
    Stage stage() {
        return stage;
    }

    WaitQueue queue(Priority priority) {
        return switch (priority) {
            case CRITICAL -> critical;
            case NORMAL -> normal;
            case BACKGROUND -> background;
        };
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** One more waits for this lane's stage, be it in these queues or among those that have a hold. */
    void joined() {
        size++;
    }

    void left() {
        size--;
    }

    /** Nobody of this lane can go in this pick; if it is late, not even who has a unit of concurrency. */
    void stuckIn(long pick, boolean late) {
        stuckIn = pick;
        lateIn = late ? pick : lateIn;
    }

    boolean isLateIn(long pick) {
        return lateIn == pick;
    }

    boolean isStuckIn(long pick) {
        return stuckIn == pick;
    }

    long delay(long now, Ticket ticket) {
        return ticket.delay(stage, now);
    }

    boolean hasRoom(Ticket ticket) {
        return ticket.hasRoom(stage);
    }

    List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>();
        queues.forEach(queue -> all.addAll(queue.tickets()));
        return all;
    }
}

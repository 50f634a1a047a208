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
        return queues.stream().allMatch(queue -> queue.size() == 0);
    }

    /** Nobody of this lane can go in this pick. */
    void stuckIn(long pick) {
        stuckIn = pick;
    }

    boolean isStuckIn(long pick) {
        return stuckIn == pick;
    }

    long delay(long now, Ticket ticket) {
        return stage == null ? 0 : stage.delay(now, ticket.request);
    }

    boolean hasRoom(Ticket ticket) {
        return stage == null || stage.hasRoom(ticket.priority());
    }

    List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>();
        queues.forEach(queue -> all.addAll(queue.tickets()));
        return all;
    }
}

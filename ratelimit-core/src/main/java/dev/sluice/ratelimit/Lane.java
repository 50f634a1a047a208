package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The waiters of one group, or of no group, before a gate. Guarded by its account's lock. */
final class Lane {
    private final @Nullable Stage stage;
    private final Map<Priority, WaitQueue> queues = new EnumMap<>(Priority.class);

    /** A lane with limits of its own under the gate's, or without. */
    Lane(@Nullable Stage stage) {
        this.stage = stage;
        for (Priority priority : Priority.values()) {
            queues.put(priority, new WaitQueue());
        }
    }

    @Nullable
    Stage stage() {
        return stage;
    }

    @SuppressWarnings("NullAway") // the constructor made one per priority
    WaitQueue queue(Priority priority) {
        return queues.get(priority);
    }

    boolean isEmpty() {
        return queues.values().stream().allMatch(queue -> queue.size() == 0);
    }

    long delay(long now, Ticket ticket) {
        return stage == null ? 0 : stage.delay(now, ticket.request);
    }

    boolean hasRoom(Ticket ticket) {
        return stage == null || stage.hasRoom(ticket.priority());
    }

    List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>();
        queues.values().forEach(queue -> all.addAll(queue.tickets()));
        return all;
    }
}

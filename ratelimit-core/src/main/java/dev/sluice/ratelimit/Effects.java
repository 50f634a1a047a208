package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be told to others once no lock is held. Confined to one thread. */
final class Effects {
    private final EventRelay events;
    private final List<Waiter> settled = new ArrayList<>(2);
    private @Nullable Waiter waiting;
    private boolean suspicious;

    Effects(EventRelay events) {
        this.events = events;
    }

    /** A new waiter, of which there is one at most: an operation makes one request. */
    void waiting(Waiter waiter) {
        waiting = waiter;
    }

    void granted(Waiter waiter) {
        settled.add(waiter);
        LimitScope scope = waiter.scope();
        suspicious |= scope != null && waiter.isLease() && scope.mayBeStuck();
    }

    void refused(Waiter waiter) {
        settled.add(waiter);
    }

    void abandoned(Waiter waiter) {
        settled.add(waiter);
    }

    /** Whether something was opened in a scope that still waits. */
    boolean mayHaveTiedAKnot() {
        return suspicious;
    }

    /** Wakes first, tells listeners then. */
    void tell() {
        settled.forEach(Waiter::announce);
        if (waiting != null) {
            events.waiting(waiting);
        }
        settled.forEach(events::settled);
    }
}

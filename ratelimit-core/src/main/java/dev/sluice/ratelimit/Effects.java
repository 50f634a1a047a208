package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.List;

/** What is to be told to others once no lock is held. Confined to one thread. */
final class Effects {
    private final EventRelay events;
    private final List<Waiter> settled = new ArrayList<>(2);

    Effects(EventRelay events) {
        this.events = events;
    }

    void granted(Waiter waiter) {
        settled.add(waiter);
    }

    void refused(Waiter waiter) {
        settled.add(waiter);
    }

    void abandoned(Waiter waiter) {
        settled.add(waiter);
    }

    /** Wakes first, tells listeners then. */
    void tell() {
        settled.forEach(Waiter::announce);
        settled.forEach(events::settled);
    }
}

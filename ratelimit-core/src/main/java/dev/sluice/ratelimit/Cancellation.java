package dev.sluice.ratelimit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends waits from outside: whoever waits with a request that {@linkplain AcquireRequest#cancelledBy names} it stops waiting when it is
 * cancelled, all of them in one step, and has spent nothing. A circuit that opens is one for all who queue behind it. Good for one cancel;
 * thread-safe.
 */
public final class Cancellation {
    private final Map<Waiter, Engine> waiting = new ConcurrentHashMap<>();
    private volatile boolean cancelled;

    /** One that nobody waits with yet. */
    public Cancellation() {}

    /**
     * Ends all waits that name it, present and future. When this returns, none of the present ones is in a queue or can be granted any more; one
     * that was granted before keeps its permit. Never blocks; a further call does nothing.
     */
    public void cancel() {
        cancelled = true;
        Map<Engine, List<Waiter>> byEngine = waiting.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toList())));
        byEngine.forEach(Engine::withdraw);
    }

    /** Whether {@link #cancel()} was called. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Takes in a waiter that was submitted. The flag is looked at after that and written before the waiters are: one of the two sees the other. */
    void watch(Waiter waiter, Engine engine) {
        waiting.put(waiter, engine);
        if (cancelled) {
            engine.withdraw(List.of(waiter));
        }
        if (waiter.state() != Waiter.State.WAITING) {
            forget(waiter);
        }
    }

    /** A waiter was settled. */
    void forget(Waiter waiter) {
        waiting.remove(waiter);
    }

    @Override
    public String toString() {
        return cancelled ? "cancelled" : "not cancelled";
    }
}

package dev.sluice.ratelimit;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The identity of one line of work: a task, an agent, an experiment's interval. What is leased or held in a scope is known to come back only
 * when that line of work goes on, and that is what a refusal as {@link RefusalReason#WOULD_DEADLOCK} is proven with; and a request in a scope
 * re-uses what {@link Limiter#hold} holds for it.
 *
 * <p>One line of work does one thing after the other: while a request of a scope waits, that scope gives nothing back. Branches that run in
 * parallel use scopes of their own, and what one branch acquires and another one may close belongs to {@link #none()}.
 *
 * <p>Compared by identity; there is nothing to close. Thread-safe.
 */
public final class LimitScope {
    private static final LimitScope NONE = new LimitScope("none");
    private static final ThreadLocal<LimitScope> OF_THREAD = new ThreadLocal<>();

    private final String name;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    private LimitScope(String name) {
        this.name = name;
    }

    /**
     * A new scope, for work that crosses threads: pass it along with the work.
     *
     * @param name for messages; need not be unique
     */
    public static LimitScope create(String name) {
        return new LimitScope(name);
    }

    /**
     * The calling thread's own scope, always the same one, made when first asked for. Blocking requests (and {@link Limiter#tryAcquire}) that
     * name no scope belong to it. It may be passed to another thread as long as both are one line of work.
     */
    public static LimitScope ofThread() {
        LimitScope known = OF_THREAD.get();
        if (known == null) {
            known = new LimitScope(Thread.currentThread().getName());
            OF_THREAD.set(known);
        }
        return known;
    }

    /**
     * No scope: what is leased so may be closed by anybody at any time and therefore proves nothing, and nothing held is re-used. What
     * asynchronous requests have if they name none; name it in a blocking one whose lease is handed to others.
     */
    public static LimitScope none() {
        return NONE;
    }

    /** The name, for messages. */
    public String name() {
        return name;
    }

    /** The calling thread's scope if it was ever asked for. */
    static @Nullable LimitScope ofThreadIfAny() {
        return OF_THREAD.get();
    }

    /** None as null. */
    static @Nullable LimitScope orNull(@Nullable LimitScope asked) {
        return asked == NONE ? null : asked;
    }

    void opened() {
        open.incrementAndGet();
    }

    void ended() {
        open.decrementAndGet();
    }

    void waits() {
        waiting.incrementAndGet();
    }

    void waitsNoMore() {
        waiting.decrementAndGet();
    }

    /** Whether any lease or hold is open in it, in whatever limiters; a cheap look before the careful one. */
    boolean holdsSomething() {
        return open.get() > 0;
    }

    /** Whether it may be part of a knot: it has something open and waits, in whatever limiters. */
    boolean mayBeStuck() {
        return open.get() > 0 && waiting.get() > 0;
    }

    @Override
    public String toString() {
        return "scope " + name;
    }
}

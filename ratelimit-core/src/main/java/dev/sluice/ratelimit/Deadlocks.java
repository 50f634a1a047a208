package dev.sluice.ratelimit;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what can never be granted. A knot can only be tied by a scope that has something open and begins to wait, so that is when it is
 * looked for; rarely by a grant, a shrink, or the end of a hold while its scope waits. As every knot is untied when it is tied, none is left
 * for anybody else to be caught in. Thread-safe.
 */
final class Deadlocks {
    private final Engine engine;
    private final List<Account> accounts = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    Deadlocks(Engine engine) {
        this.engine = engine;
    }

    /** A new account, of a higher rank than all before. */
    void watch(Account account) {
        accounts.add(account);
    }

    void opened() {
        open.incrementAndGet();
    }

    void ended() {
        open.decrementAndGet();
    }

    /** Whether any scope has anything open. */
    boolean anythingOpen() {
        return open.get() > 0;
    }

    /** The request as one of the calling thread's scope, if it names none and that scope has something open: else that makes no difference. */
    AcquireRequest inScopeOfThread(AcquireRequest request) {
        LimitScope scope = scopeOfThread();
        return scope == null || request.scope() != null ? request : request.scope(scope);
    }

    /** As for one request; the end of something in the scope may be on its way, so all are asked at once. */
    Entry[] inScopeOfThread(Entry... entries) {
        LimitScope scope = scopeOfThread();
        return scope == null
                ? entries
                : Arrays.stream(entries)
                        .map(entry -> entry.request().scope() == null
                                ? Entry.of(entry.limiter(), entry.request().scope(scope))
                                : entry)
                        .toArray(Entry[]::new);
    }

    private @Nullable LimitScope scopeOfThread() {
        LimitScope scope = anythingOpen() ? LimitScope.ofThreadIfAny() : null;
        return scope != null && scope.holdsSomething() ? scope : null;
    }

    /** Refuses a waiter whose scope is stuck now that it waits. */
    void check(Waiter waiter) {
        LimitScope scope = waiter.scope();
        if (scope != null && scope.holdsSomething() && waiter.state() == Waiter.State.WAITING) {
            List<Account> all = List.copyOf(accounts);
            engine.run(all, round -> {
                if (waiter.state() == Waiter.State.WAITING) {
                    Knots knots = new Knots(all);
                    if (knots.isStuck(scope)) {
                        round.refuse(waiter, knots.describe(scope));
                    }
                }
            });
        }
    }

    /** Refuses the youngest request of every knot there may be. */
    void untie() {
        if (anythingOpen()) {
            List<Account> all = List.copyOf(accounts);
            engine.run(all, round -> {
                Knots knots = new Knots(all);
                for (Waiter last = knots.youngest(); last != null; last = knots.youngest()) {
                    round.refuse(last, knots.describe(last.scope()));
                    knots = new Knots(all);
                }
            });
        }
    }
}

package dev.sluice.ratelimit.jcstress;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.TryAcquireResult;
import dev.sluice.testsupport.VirtualTime;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A limiter that two threads touch at once, made anew for each sample. */
abstract class Contended {
    final VirtualTime time = VirtualTime.manual();
    final Limiters limiters;
    final Limiter limiter;
    private final Queue<Permit> kept = new ConcurrentLinkedQueue<>();

    Contended(LimitsConfig config) {
        limiters = Limiters.builder(provider -> config)
                .time(time)
                .executor(Runnable::run)
                .build();
        limiter = limiters.limiter("exa");
    }

    static Permit take(Limiter limiter) {
        return ((TryAcquireResult.Granted) limiter.tryAcquire(AcquireRequest.one())).permit();
    }

    /** What is got is kept, because a permit that nobody can reach is taken back. */
    final int tryOnce() {
        return limiter.tryAcquire(AcquireRequest.one()) instanceof TryAcquireResult.Granted granted
                        && kept.add(granted.permit())
                ? 1
                : 0;
    }

    final int inFlight() {
        return limiter.snapshot().provider().inFlight();
    }

    /** Takes permits until there is none. */
    final int freePermits() {
        int free = 0;
        while (tryOnce() == 1) {
            free++;
        }
        return free;
    }

    static int isServed(CompletableFuture<?> future) {
        return future.isDone() && !future.isCompletedExceptionally() ? 1 : 0;
    }

    static void closeIfServed(CompletableFuture<Permit> future) {
        if (isServed(future) == 1) {
            future.join().close();
        }
    }
}

package dev.sluice.ratelimit.lincheck;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.TryAcquireResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What each thread of a scenario holds; a thread sees only its own. */
final class Held<T> {
    /** Threads of a scenario, and the ones before and after its parallel part. */
    static final int THREADS = 8;

    private final List<ArrayDeque<T>> byThread = new ArrayList<>();

    Held() {
        for (int thread = 0; thread < THREADS; thread++) {
            byThread.add(new ArrayDeque<>());
        }
    }

    ArrayDeque<T> of(int thread) {
        return byThread.get(thread);
    }

    static Permit take(Limiter limiter) {
        return ((TryAcquireResult.Granted) limiter.tryAcquire(AcquireRequest.one())).permit();
    }

    /** A gate without pacing. */
    static Limiter limiter(int maxConcurrent) {
        return Limiters.builder(provider -> LimitsConfig.of(maxConcurrent, Duration.ZERO))
                .time(new TickingTime())
                .executor(Runnable::run)
                .build()
                .limiter("exa");
    }
}

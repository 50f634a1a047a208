package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One fault and its history. Guarded by {@link Faults}. */
final class InjectedFault {
    private final Fault fault;
    private final TimeSource time;
    private final long injectedAt;
    private long struck;
    private long callsDuringPause;
    private long pauseEnd;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable Instant pauseUntil;

    InjectedFault(Fault fault, TimeSource time) {
        this.fault = fault;
        this.time = time;
        this.injectedAt = time.nanoTime();
    }

    Fault fault() {
        return fault;
    }

    boolean strikes(String operation) {
        Duration lasting = fault.lasting();
        boolean over = lasting != null && time.nanoTime() - injectedAt >= lasting.toNanos();
        String only = fault.operation();
        boolean strikes = !over && struck < fault.times() && (only == null || only.equals(operation));
        struck += strikes ? 1 : 0;
        return strikes;
    }

    void arrived() {
        if (pausing()) {
            callsDuringPause++;
        }
    }

    private boolean pausing() {
        return pauseUntil != null && time.nanoTime() - pauseEnd < 0;
    }

    void answered() {
        Instant now = time.instant();
        first = first == null ? now : first;
        last = now;
        Duration wait = fault.retryAfter();
        if (wait != null && !pausing()) {
            pauseUntil = now.plus(wait);
            pauseEnd = time.nanoTime() + wait.toNanos();
        }
    }

    FaultReport report() {
        String kind = fault.kind().name().toLowerCase(Locale.ROOT);
        return new FaultReport(kind, fault.status(), fault.shape(), struck, first, last, pauseUntil, callsDuringPause);
    }
}

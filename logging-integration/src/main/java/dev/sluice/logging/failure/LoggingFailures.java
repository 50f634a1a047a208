package dev.sluice.logging.failure;

import dev.sluice.foundation.TimeSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what went wrong inside logging, which never reaches the code that logs. At most once a minute a line on standard error says how
 * many and of which class the last one was; its message is not shown, it may hold what could not be redacted.
 */
public final class LoggingFailures {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicLong LAST_LINE =
            new AtomicLong(TimeSource.system().nanoTime() - MINUTE_NANOS);

    private LoggingFailures() {}

    /** How many since the start of the process. */
    public static long count() {
        return COUNT.get();
    }

    /** Counts a failure inside logging; {@link VirtualMachineError}s are thrown again, except for a stack that ran over. */
    public static void record(Throwable failure) {
        long count = COUNT.incrementAndGet();
        long now = TimeSource.system().nanoTime();
        long last = LAST_LINE.get();
        if (now - last >= MINUTE_NANOS && LAST_LINE.compareAndSet(last, now)) {
            System.err.println("sluice: logging failed " + count + " times, last with "
                    + failure.getClass().getName());
        }
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    /** Runs a step of logging; what it throws is counted. */
    public static void guard(Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) {
            record(failure);
        }
    }
}

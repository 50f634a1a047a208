package dev.sluice.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries events to the listener on a thread of its own, over a bounded queue that drops rather than blocks. Thread-safe. */
final class EventRelay {
    private static final int CAPACITY = 4096;
    private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);

    private final @Nullable LimiterListener listener;
    private final ThreadPoolExecutor courier;
    private final AtomicLong dropped = new AtomicLong();

    EventRelay(@Nullable LimiterListener listener) {
        this.listener = listener;
        courier = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(CAPACITY),
                task -> {
                    Thread thread = new Thread(task, "sluice-limiter-events");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, full) -> dropped.incrementAndGet());
        courier.allowCoreThreadTimeOut(true);
    }

    boolean isHeard() {
        return listener != null;
    }

    void granted(String limiter, Duration waited) {
        offer(to -> to.onGranted(limiter, waited));
    }

    /** A waiter that was queued and not settled in the same step. */
    void waiting(Waiter waiter) {
        if (listener != null && waiter.state() == Waiter.State.WAITING) {
            waiter.tickets().forEach(ticket -> offer(to -> to.onWaiting(ticket.account.name())));
        }
    }

    void leaked(String limiter, String callSite) {
        offer(to -> to.onLeaked(limiter, callSite));
    }

    void settled(Waiter waiter) {
        if (listener == null) {
            return;
        }
        switch (waiter.state()) {
            case GRANTED ->
                waiter.permits()
                        .forEach(permit -> granted(permit.grant().account().name(), permit.waited()));
            case REFUSED -> {
                Refusal why = waiter.refusal();
                offer(to -> to.onRefused(why.limiter(), why.reason(), why.waitNeeded(), why.queueLength()));
            }
            default -> {}
        }
    }

    void paused(String limiter, Target target, Instant until) {
        offer(to -> to.onPaused(limiter, target, until));
    }

    void reconfigured(String limiter, LimitsConfig config) {
        offer(to -> to.onReconfigured(limiter, config));
    }

    void reloadRefused(RuntimeException why) {
        offer(to -> to.onReloadRefused(why));
    }

    /** Lets what is queued be told, then ends the thread. */
    void close() {
        courier.shutdown();
    }

    private void offer(Consumer<LimiterListener> event) {
        LimiterListener hearer = listener;
        if (hearer != null) {
            courier.execute(() -> tell(hearer, event));
        }
    }

    private void tell(LimiterListener hearer, Consumer<LimiterListener> event) {
        try {
            long lost = dropped.getAndSet(0);
            if (lost > 0) {
                hearer.onDropped(lost);
            }
            event.accept(hearer);
        } catch (RuntimeException e) {
            LOG.warn("limiter listener failed; limits are not affected", e);
        }
    }
}

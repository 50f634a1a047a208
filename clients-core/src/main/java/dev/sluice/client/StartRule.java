package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Whether an exchange may be started on its caller's thread. It may unless its host's name has to be looked up (for which no limit holds and
 * which no interrupt ends), or the common pool, where failures are told, has no thread to spare. Thread-safe.
 */
final class StartRule {
    /** Less than the 30 s for which a JVM remembers an address, so that what was looked up is still known. */
    private static final long KNOWN_NANOS = Duration.ofSeconds(20).toNanos();

    /** Hosts are those of a configuration; a bot that makes up more has its table emptied. */
    private static final int MAX_HOSTS = 1_000;

    private static final Pattern NO_NAME = Pattern.compile("localhost|[\\d.]+|\\[.*]");

    private final TimeSource time;
    private final BooleanSupplier poolHasRoom;
    private final ConcurrentMap<String, Long> lookedUp = new ConcurrentHashMap<>();

    StartRule(TimeSource time, BooleanSupplier poolHasRoom) {
        this.time = time;
        this.poolHasRoom = poolHasRoom;
    }

    /** By the JVM's common pool; where the JDK starts a thread for each task instead, as 17 does on two cores, there is always room. */
    static StartRule of(TimeSource time) {
        ForkJoinPool pool = ForkJoinPool.commonPool();
        boolean used = new CompletableFuture<Void>().defaultExecutor() == pool;
        return new StartRule(time, () -> !used || pool.getActiveThreadCount() < pool.getParallelism());
    }

    boolean mayStartHere(String host) {
        return poolHasRoom.getAsBoolean() && isKnown(host);
    }

    private boolean isKnown(String host) {
        Long since = lookedUp.get(host);
        return since == null ? NO_NAME.matcher(host).matches() : time.nanoTime() - since < KNOWN_NANOS;
    }

    /** An exchange that was started elsewhere at this time has reached its host. */
    void reached(String host, long startedNanos) {
        if (!NO_NAME.matcher(host).matches()) {
            if (lookedUp.size() >= MAX_HOSTS) {
                lookedUp.clear();
            }
            lookedUp.put(host, startedNanos);
        }
    }
}

package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limiters there are, and the limits of those to come. Thread-safe; limits are asked for without a lock. */
final class Roster {
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final Engine engine;
    private final Waiting waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, DefaultLimiter> byName = new LinkedHashMap<>();
    private final Map<String, List<DefaultLimiter>> byProvider = new LinkedHashMap<>();
    private volatile Function<String, LimitsConfig> limits;
    /** How many functions there were before; written after {@code limits}, read before it. */
    private volatile long generation;

    private boolean closed;

    Roster(Engine engine, Waiting waiting, Function<String, LimitsConfig> limits) {
        this.engine = engine;
        this.waiting = waiting;
        this.limits = limits;
    }

    /** The limiter of this name, made if there is none, with limits of a function that still counts then. */
    DefaultLimiter limiter(String name, String provider) {
        DefaultLimiter limiter = known(name);
        while (limiter == null) {
            long seen = generation;
            LimitsConfig config = limits.apply(provider);
            lock.lock();
            try {
                if (seen == generation) {
                    limiter = byName.computeIfAbsent(name, key -> make(key, provider, config));
                }
            } finally {
                lock.unlock();
            }
        }
        return limiter;
    }

    @Nullable
    DefaultLimiter known(String name) {
        lock.lock();
        try {
            return byName.get(name);
        } finally {
            lock.unlock();
        }
    }

    private DefaultLimiter make(String name, String provider, LimitsConfig config) {
        Account account = new Account(byName.size(), name, config, engine);
        engine.deadlocks().watch(account);
        if (config.budget() != null && engine.keeper() == null) {
            LOG.warn(
                    "{}: what was spent of its budget is forgotten at a restart (expected: a file in limits-state)",
                    name);
        }
        DefaultLimiter limiter = new DefaultLimiter(account, engine, waiting);
        byProvider.computeIfAbsent(provider, key -> new ArrayList<>()).add(limiter);
        if (closed) {
            limiter.close();
        }
        return limiter;
    }

    /** Replaces the function, and the limits of all limiters in one step. */
    void reconfigure(Function<String, LimitsConfig> changed) {
        Map<String, LimitsConfig> answers = new LinkedHashMap<>();
        OptionalLong adopted = OptionalLong.empty();
        while (adopted.isEmpty()) {
            for (String provider : providers()) {
                answers.computeIfAbsent(
                        provider, name -> Objects.requireNonNull(changed.apply(name), () -> "limits of " + name));
            }
            adopted = adopt(changed, answers.keySet());
        }
        long mine = adopted.getAsLong();
        Reconfiguration.apply(engine, byAccount(answers), () -> generation == mine);
    }

    private Set<String> providers() {
        lock.lock();
        try {
            return new LinkedHashSet<>(byProvider.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Makes this the function of limiters to come, unless others have come meanwhile whose limits it was not asked for; its number. */
    private OptionalLong adopt(Function<String, LimitsConfig> changed, Set<String> asked) {
        lock.lock();
        try {
            if (!asked.containsAll(byProvider.keySet())) {
                return OptionalLong.empty();
            }
            limits = changed;
            long next = generation + 1;
            generation = next;
            return OptionalLong.of(next);
        } finally {
            lock.unlock();
        }
    }

    private Map<Account, LimitsConfig> byAccount(Map<String, LimitsConfig> answers) {
        Map<Account, LimitsConfig> limitsByAccount = new LinkedHashMap<>();
        lock.lock();
        try {
            answers.forEach((provider, config) -> byProvider
                    .getOrDefault(provider, List.of())
                    .forEach(limiter -> limitsByAccount.put(limiter.account(), config)));
        } finally {
            lock.unlock();
        }
        return limitsByAccount;
    }

    /** Closes those to come; returns those there are, if this is the first call. */
    List<DefaultLimiter> close() {
        lock.lock();
        try {
            List<DefaultLimiter> open = closed ? List.of() : List.copyOf(byName.values());
            closed = true;
            return open;
        } finally {
            lock.unlock();
        }
    }
}

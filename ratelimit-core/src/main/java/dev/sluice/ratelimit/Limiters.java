package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.foundation.config.ConfigurationWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The limiters of a process, by provider and account: two clients of one account share one limiter. Thread-safe.
 */
public final class Limiters implements AutoCloseable {
    private final Engine engine;
    private final Waiting waiting;
    private final Roster roster;
    private final @Nullable ConfigurationWatch watch;

    private Limiters(Builder builder, Function<String, LimitsConfig> limits, @Nullable ConfigurationWatch watch) {
        engine = new Engine(
                builder.time,
                new EventRelay(builder.listener),
                builder.executor,
                new Tuning(builder.spinNanos, builder.callSites),
                keeper(builder));
        waiting = new Waiting(engine);
        roster = new Roster(engine, waiting, limits);
        this.watch = watch;
    }

    private static @Nullable ChargeKeeper keeper(Builder builder) {
        return builder.stateFile == null
                ? null
                : new ChargeKeeper(StateFile.open(builder.stateFile, builder.time), builder.time);
    }

    /** Limiters with these limits, made when first asked for; without a listener, futures completed on the common pool. */
    public static Limiters create(Function<String, LimitsConfig> configByProvider, TimeSource time) {
        return builder(configByProvider).time(time).build();
    }

    /**
     * Limiters with the limits of a file and the process's environment, which follow the file: a change is put in force whole, for all
     * limiters in one step, or refused whole, logged once and told the listener, while the old limits go on.
     *
     * @param yaml with {@code providers.<provider>.limits}, {@code limits-state} and nothing else; what is left out keeps the shipped default
     * @throws dev.sluice.foundation.config.ConfigurationException if the file is refused
     */
    public static Limiters open(Path yaml) {
        return builder(yaml).build();
    }

    /** As {@link #create}, with more to choose. */
    public static Builder builder(Function<String, LimitsConfig> configByProvider) {
        return new Builder(configByProvider, null);
    }

    /** As {@link #open}, with more to choose. */
    public static Builder builder(Path yaml) {
        return new Builder(null, yaml);
    }

    /** The limiter of a provider's only account; always the same one. */
    public Limiter limiter(String provider) {
        return limiter(provider, "");
    }

    /**
     * The limiter of one of several accounts; always the same one. After {@link #close()}, one that refuses everything.
     *
     * @param account any name without a secret in it; empty for the only one
     */
    public Limiter limiter(String provider, String account) {
        String name = account.isEmpty() ? provider : provider + "/" + account;
        return roster.limiter(name, provider);
    }

    /**
     * Puts other limits in force for all limiters in one step, those made later included. The function is asked for every limiter's provider
     * first; if it throws, nothing has changed. Never waits for permits that are held: a shrink lets what is above it run out, and refuses
     * waiters whose bound can no longer be kept. Limiters whose limits are the same do not notice. Of several calls at one time, the last
     * that began to count wins for all limiters.
     *
     * @param changed limits by provider; asked without a lock, on this thread now and on others' later
     * @throws RuntimeException what the function throws
     */
    public void reconfigure(Function<String, LimitsConfig> changed) {
        roster.reconfigure(changed);
    }

    /** Tells the listener that changed limits were refused; for whoever follows a file and calls {@link #reconfigure}. */
    public void reloadRefused(RuntimeException why) {
        engine.events().reloadRefused(why);
    }

    /**
     * Waits until all entries can be granted at one instant, and holds nothing meanwhile. Others may go first while one of the limiters is
     * not ready, but not for ever: after eight of them, nobody goes past who could delay it.
     *
     * @param within the longest wait, for all together
     * @throws IllegalArgumentException if there is no entry, if two entries go through the same gate (they could never start at one
     *     instant) or name different scopes, or a limiter belongs to other limiters
     * @throws InterruptedException if the thread is interrupted before it has the permits; nothing is spent
     * @throws PermitUnavailableException if the wait does not or did not fit
     */
    public Permits acquireAll(Duration within, Entry... entries) throws InterruptedException {
        List<Ticket> tickets = tickets(engine.deadlocks().inScopeOfThread(entries));
        List<HeldPermit> permits = Thread.currentThread().isInterrupted() ? null : tryNow(tickets, within);
        return permits(permits == null ? waiting.block(tickets, new WaitBound(within, null)) : permits);
    }

    /** As {@link #acquireAll}, with the rules of {@link Limiter#acquireAsync}. */
    public CompletableFuture<Permits> acquireAllAsync(Duration within, Entry... entries) {
        List<Ticket> tickets = tickets(entries);
        List<HeldPermit> permits = tryNow(tickets, within);
        return permits == null
                ? waiting.later(tickets, new WaitBound(within, null), Limiters::permits)
                : CompletableFuture.completedFuture(permits(permits));
    }

    private @Nullable List<HeldPermit> tryNow(List<Ticket> tickets, Duration within) {
        engine.reclaimLost();
        List<HeldPermit> permits = within.isNegative() ? null : engine.tryAll(tickets);
        if (permits != null) {
            engine.handOut(permits);
        }
        if (permits != null && engine.events().isHeard()) {
            permits.forEach(
                    permit -> engine.events().granted(permit.grant().account().name(), Duration.ZERO));
        }
        return permits;
    }

    private static Permits permits(List<HeldPermit> permits) {
        return new HeldPermits(permits);
    }

    /** The most urgent entry's priority counts for all, so that composed waiters stand in the same order everywhere. */
    private List<Ticket> tickets(Entry... entries) {
        if (entries.length == 0) {
            throw new IllegalArgumentException("acquireAll: no entry (expected: at least one)");
        }
        Priority priority = Priority.BACKGROUND;
        for (Entry entry : entries) {
            Priority own = entry.request().priority();
            priority = own.compareTo(priority) < 0 ? own : priority;
        }
        List<Ticket> tickets = new ArrayList<>(entries.length);
        for (Entry entry : entries) {
            Account account = account(entry.limiter());
            tickets.add(new Ticket(account, account.priced(entry.request()).priority(priority), null));
            if (tickets.get(0).scope != tickets.get(tickets.size() - 1).scope) {
                throw new IllegalArgumentException("acquireAll: two scopes (expected: one line of work)");
            }
        }
        return tickets;
    }

    private Account account(Limiter limiter) {
        if (limiter instanceof DefaultLimiter ours && ours.isOf(engine)) {
            return ours.account();
        }
        throw new IllegalArgumentException(limiter.name() + ": of other limiters (expected: one of these)");
    }

    /**
     * Refuses all waiters and all later requests, then runs the reclaim action of every lease that is still held, on this thread. Permits
     * that are held may still be closed. Only the first call does anything.
     *
     * @throws RuntimeException the first that a reclaim action threw, after all of them ran; the others are suppressed in it
     */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        List<Grant> leases = new ArrayList<>();
        roster.close().forEach(limiter -> leases.addAll(limiter.close()));
        engine.events().close();
        RuntimeException failure = null;
        for (Grant lease : leases) {
            failure = reclaim(lease, failure);
        }
        ChargeKeeper keeper = engine.keeper();
        if (keeper != null) {
            keeper.close();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RuntimeException reclaim(Grant grant, @Nullable RuntimeException before) {
        LeaseRequest lease = grant.lease();
        try {
            if (lease != null && grant.end()) {
                grant.account().release(grant);
                lease.onReclaim().run();
            }
        } catch (RuntimeException e) {
            if (before == null) {
                return e;
            }
            before.addSuppressed(e);
        }
        return before;
    }

    /** What {@link Limiters} are made of. Not thread-safe. */
    public static final class Builder {
        private final @Nullable Function<String, LimitsConfig> configByProvider;
        private final @Nullable Path file;
        private TimeSource time = TimeSource.system();
        private Executor executor = ForkJoinPool.commonPool();
        private Map<String, String> environment = System.getenv();
        private Duration watchEvery = Duration.ofSeconds(1);
        private @Nullable LimiterListener listener;
        private long spinNanos;
        private boolean callSites;
        private @Nullable Path stateFile;

        private Builder(@Nullable Function<String, LimitsConfig> configByProvider, @Nullable Path file) {
            this.configByProvider = configByProvider;
            this.file = file;
        }

        /** The clocks and timer; the machine's if not said. */
        public Builder time(TimeSource source) {
            time = source;
            return this;
        }

        /** Where futures that are not complete at once are completed, so that a user's dependent stages never run in a limiter's timer. */
        public Builder executor(Executor completions) {
            executor = completions;
            return this;
        }

        /** Hears what happens; nobody if not said. */
        public Builder listener(LimiterListener hearer) {
            listener = hearer;
            return this;
        }

        /**
         * How long before a start that waits for time alone the timer begins to look at the clock instead of sleeping, so that it does not come
         * late; costs so much of a core per such start at most. Zero if not said: then starts come later than they might by what the machine's timers are
         * late, typically 50 to 100 microseconds, which is felt where min-delay is below 5 ms. Never starts anything early.
         *
         * @throws IllegalArgumentException if it is negative or longer than 1 ms
         */
        public Builder spin(Duration atMost) {
            if (atMost.isNegative() || atMost.compareTo(Duration.ofMillis(1)) > 0) {
                throw new IllegalArgumentException("spin: " + atMost + " (expected: at least 0 and at most 1 ms)");
            }
            spinNanos = atMost.toNanos();
            return this;
        }

        /**
         * Whether every permit remembers where it was asked for, so that the report of one that was lost names the place. For debugging: costs a
         * microsecond or two per permit. Off if not said.
         */
        public Builder callSites(boolean recorded) {
            callSites = recorded;
            return this;
        }

        /** The variables that override single values of a file; {@link System#getenv()} if not said. */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /**
         * How often a file is looked at for changes; every second if not said.
         *
         * @throws IllegalArgumentException if it is not above zero
         */
        public Builder watch(Duration every) {
            ConfigurationWatch.checkInterval(every);
            watchEvery = every;
            return this;
        }

        /**
         * Keeps what quotas with a window of an hour or longer are charged in this file, so that daily limits and budgets outlive a restart or a
         * crash; if null or not said, where the file of limits says, if any. Written before a permit is given out; where it cannot be written, that is logged and limits go on in memory.
         * Beside it a lock file and, at times, a temporary one are kept. It holds names, amounts and times, and no secret.
         */
        public Builder stateFile(@Nullable Path file) {
            stateFile = file;
            return this;
        }

        /**
         * The limiters; each is made when first asked for.
         *
         * @throws dev.sluice.foundation.config.ConfigurationException if a file is refused
         * @throws StateFileException if the state file is in use, cannot be read or written, or holds a line that is no charge
         */
        public Limiters build() {
            if (configByProvider != null) {
                return new Limiters(this, configByProvider, null);
            }
            ConfigurationWatch opened = LimitsFile.open(Objects.requireNonNull(file), environment);
            Configuration read = opened.configuration();
            stateFile = stateFile == null ? read.root(LimitsStateConfig.SECTION).file() : stateFile;
            Limiters limiters = new Limiters(this, provider -> read.provider(provider, LimitsConfig.SECTION), opened);
            LimitsFile.follow(opened, limiters, time, watchEvery);
            return limiters;
        }
    }
}

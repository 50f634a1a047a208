package dev.sluice.ratelimit;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/**
 * One random schedule over three limiters in virtual time, every grant checked against a model written independently of the limiter.
 * Completions run at once or, by the seed, late, so that cancels race with grants that were already made.
 */
final class Simulation {
    private static final List<String> PROVIDERS = List.of("alpha", "beta", "gamma");
    private static final List<String> KINDS = List.of("tokens", "requests", "usd", "images", "group");
    private static final Duration BOUND_OF_DRAIN = Duration.ofHours(3);

    private final Random random;
    private final VirtualTime time = VirtualTime.manual();
    private final boolean late;
    private final boolean simple; // without quotas and reserve: the lock-free way is open when nobody waits
    private final ArrayDeque<Runnable> completions = new ArrayDeque<>();
    private final Map<String, ModelAccount> models = new LinkedHashMap<>();
    private final List<ModelRequest<?>> pending = new ArrayList<>();
    private final List<AssertionError> violations = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final List<Settleable> settleable = new ArrayList<>();
    private final Limiters limiters;
    private final RandomFeedback feedback;
    private final RandomValues values;
    private int arrivals;

    Simulation(long seed) {
        random = new Random(seed);
        late = seed % 4 == 0;
        simple = seed % 3 == 0;
        values = new RandomValues(random, simple, late);
        Map<String, LimitsConfig> configs = new LinkedHashMap<>();
        PROVIDERS.forEach(name -> configs.put(name, values.config()));
        configs.forEach((name, config) -> models.put(name, new ModelAccount(name, config, late)));
        Executor executor = late ? completions::add : Runnable::run;
        limiters = Limiters.builder(configs::get)
                .time(new InterruptingTime(time))
                .executor(executor)
                .build();
        feedback = new RandomFeedback(random, time, limiters, models);
    }

    Outcome run(int operations) {
        for (int i = 0; i < operations; i++) {
            step();
            forgetDone();
            if (!violations.isEmpty()) {
                throw violations.get(0);
            }
        }
        drain();
        Outcome outcome = new Outcome(operations, 0, 0);
        for (String name : PROVIDERS) {
            LimiterSnapshot snapshot = limiters.limiter(name).snapshot();
            models.get(name).checkEnd(snapshot);
            outcome =
                    outcome.plus(snapshot.totals().granted(), snapshot.totals().handedBack());
        }
        check(time.scheduledTasks() == 0, "timers left: " + time.scheduledTasks());
        return outcome;
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 28) {
            acquire();
        } else if (dice < 30) {
            acquireUntilInterrupted();
        } else if (dice < 35) {
            tryAcquire();
        } else if (dice < 43) {
            acquireAll();
        } else if (dice < 48) {
            lease();
        } else if (dice < 65) {
            closeSomething();
        } else if (dice < 72) {
            abandonSomething();
        } else if (dice < 78) {
            serverSpeaks(dice - 72);
        } else if (dice < 80) {
            reconfigure();
        } else if (dice < 84) {
            complete(random.nextInt(4));
        } else if (dice < 88) {
            settleSomething();
        } else {
            advance(Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(2000) : random.nextInt(60)));
        }
    }

    // ---- operations

    private void acquire() {
        String provider = anyProvider();
        AcquireRequest request = values.request();
        Duration within = randomBound();
        CompletableFuture<Permit> future =
                limiters.limiter(provider).acquireAsync(within == null ? request : request.within(within));
        watch(new ModelRequest<>(++arrivals, time.nanoTime(), within, future, List.of(part(provider, request)), false));
    }

    private void tryAcquire() {
        String provider = anyProvider();
        AcquireRequest request = values.request();
        if (limiters.limiter(provider).tryAcquire(request) instanceof TryAcquireResult.Granted granted) {
            grantedAtOnce(provider, request, granted.permit());
        }
    }

    /** Blocks if it has to, and is interrupted as soon as it does. */
    private void acquireUntilInterrupted() {
        String provider = anyProvider();
        AcquireRequest request = values.request();
        Duration within = randomBound();
        try {
            AcquireRequest bounded = within == null ? request : request.within(within);
            grantedAtOnce(provider, request, limiters.limiter(provider).acquire(bounded));
        } catch (InterruptedException | PermitUnavailableException e) {
            check(!Thread.currentThread().isInterrupted(), "interrupted still");
        }
    }

    private void grantedAtOnce(String provider, AcquireRequest request, Permit permit) {
        ModelRequest<Permit> asked = new ModelRequest<>(
                ++arrivals,
                time.nanoTime(),
                Duration.ZERO,
                CompletableFuture.completedFuture(permit),
                List.of(part(provider, request)),
                false);
        departed(asked, permit.waited(), permit);
    }

    private void acquireAll() {
        List<String> providers = random.nextBoolean() ? PROVIDERS : PROVIDERS.subList(0, 2);
        List<Entry> entries = new ArrayList<>();
        List<ModelPart> parts = new ArrayList<>();
        Priority priority = values.priority();
        for (String provider : providers) {
            AcquireRequest request = values.request().priority(priority);
            entries.add(Entry.of(limiters.limiter(provider), request));
            parts.add(part(provider, request));
        }
        Duration within = randomBound();
        Duration bound = within == null ? Duration.ofDays(40_000) : within;
        CompletableFuture<Permits> future = limiters.acquireAllAsync(bound, entries.toArray(Entry[]::new));
        watch(new ModelRequest<>(++arrivals, time.nanoTime(), within, future, parts, false));
    }

    private void lease() {
        String provider = anyProvider();
        Duration within = randomBound();
        LeaseRequest request = LeaseRequest.of("boxes");
        CompletableFuture<Lease> future =
                limiters.limiter(provider).leaseAsync(within == null ? request : request.within(within));
        List<ModelPart> parts = List.of(part(provider, AcquireRequest.one()));
        watch(new ModelRequest<>(++arrivals, time.nanoTime(), within, future, parts, true));
    }

    private void closeSomething() {
        if (!held.isEmpty()) {
            Runnable close = held.remove(random.nextInt(held.size()));
            close.run();
        }
    }

    private void abandonSomething() {
        if (!pending.isEmpty()) {
            CompletableFuture<?> future =
                    pending.get(random.nextInt(pending.size())).future();
            if (random.nextBoolean()) {
                future.cancel(true);
            } else {
                future.completeExceptionally(new TimeoutException("the caller's own"));
            }
        }
    }

    private void settleSomething() {
        if (settleable.isEmpty()) {
            return;
        }
        Settleable one = settleable.get(random.nextInt(settleable.size()));
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        long actual = random.nextInt(kind.equals("tokens") ? 120 : 4);
        boolean expected = one.departure.settle(kind, actual, time.nanoTime());
        boolean done = one.permit.settle(kind, actual);
        check(done == expected, () -> "settle " + kind + " said " + done + ", not " + expected);
    }

    /** What changes limits for a time; what is told late must be judged by the limits of its time. */
    private void serverSpeaks(int dice) {
        String provider = anyProvider();
        if (dice < 1) {
            feedback.pause(provider);
        } else if (dice < 2) {
            feedback.pauseSubgroup(provider);
        } else if (!late && dice < 4) {
            feedback.remaining(provider);
        } else if (!late) {
            feedback.throttled(provider);
        }
    }

    private void reconfigure() {
        if (late) {
            return; // what is told late must be judged by the limits of its time
        }
        String provider = anyProvider();
        LimitsConfig config = values.config();
        models.get(provider).reconfigure(config, time.nanoTime());
        limiters.limiter(provider).reconfigure(config);
    }

    private void complete(int count) {
        for (int i = 0; i < count && !completions.isEmpty(); i++) {
            completions.remove().run();
        }
    }

    private void advance(Duration duration) {
        time.advance(duration);
        checkNobodyIsOverdue();
    }

    // ---- bookkeeping

    private <T extends AutoCloseable> void watch(ModelRequest<T> request) {
        if (!request.future().isDone()) {
            pending.add(request);
        }
        request.future().whenComplete((granted, failure) -> {
            if (granted != null) {
                try {
                    departed(request, waited(granted), granted);
                } catch (AssertionError e) {
                    violations.add(e); // a future would keep it to itself
                }
            }
        });
    }

    private void departed(ModelRequest<?> request, Duration waited, AutoCloseable granted) {
        long stamp = request.arrived() + waited.toNanos();
        if (!late) {
            check(stamp == time.nanoTime(), "granted at " + stamp + ", told at " + time.nanoTime());
            checkFifo(request);
        }
        List<ModelDeparture> departures = new ArrayList<>();
        for (ModelPart part : request.parts()) {
            departures.add(models.get(part.provider()).departed(part, stamp, request.lease()));
        }
        remember(granted, departures);
        held.add(() -> {
            departures.forEach(ModelDeparture::ended);
            close(granted);
        });
    }

    /** Some may be settled, while they are held and after. */
    private void remember(AutoCloseable granted, List<ModelDeparture> departures) {
        if (granted instanceof Permits all) {
            for (int i = 0; i < departures.size(); i++) {
                settleable.add(new Settleable(all.permits().get(i), departures.get(i)));
            }
        } else if (granted instanceof Permit permit) {
            settleable.add(new Settleable(permit, departures.get(0)));
        }
        while (settleable.size() > 20) {
            settleable.remove(0);
        }
    }

    /** Nobody of the same queue who came earlier and waits for this limiter only may still be waiting. */
    private void checkFifo(ModelRequest<?> granted) {
        for (ModelRequest<?> other : pending) {
            boolean overtaken = other.order() < granted.order()
                    && !other.future().isDone()
                    && other.parts().size() == 1
                    && granted.parts().size() == 1
                    && other.lease() == granted.lease()
                    && other.parts().get(0).sameQueue(granted.parts().get(0))
                    && !models.get(other.parts().get(0).provider())
                            .isPausedAlone(other.parts().get(0), time.nanoTime())
                    && !other.overdue(time.nanoTime());
            check(!overtaken, () -> granted + " overtook " + other);
        }
    }

    private void checkNobodyIsOverdue() {
        for (ModelRequest<?> request : pending) {
            boolean forgotten = !late && !request.future().isDone() && request.overdue(time.nanoTime());
            check(!forgotten, () -> request + " still waits at " + time.nanoTime());
        }
    }

    private void forgetDone() {
        pending.removeIf(request -> request.future().isDone());
    }

    /** Nobody waits for ever: with everything closed as it comes, all are served or refused in bounded time. */
    private void drain() {
        PROVIDERS.forEach(name -> {
            if (late) {
                return;
            }
            LimitsConfig last = models.get(name).config();
            LimitsConfig open = last.withLeases(Map.of("boxes", 1));
            models.get(name).reconfigure(open, time.nanoTime());
            limiters.limiter(name).reconfigure(open);
        });
        long end = time.nanoTime() + BOUND_OF_DRAIN.toNanos();
        while (time.nanoTime() < end && !(pending.isEmpty() && held.isEmpty() && completions.isEmpty())) {
            complete(Integer.MAX_VALUE);
            while (!held.isEmpty()) {
                closeSomething();
            }
            complete(Integer.MAX_VALUE);
            time.advance(Duration.ofMillis(50));
            forgetDone();
        }
        check(
                pending.isEmpty(),
                () -> "wait for ever: " + pending.get(0) + " and " + pending.size() + " more\n" + state());
    }

    private String state() {
        StringBuilder text = new StringBuilder();
        PROVIDERS.forEach(name -> text.append(limiters.limiter(name).snapshot())
                .append('\n')
                .append(models.get(name).config())
                .append('\n'));
        return text.toString();
    }

    // ---- random values

    private String anyProvider() {
        return PROVIDERS.get(random.nextInt(PROVIDERS.size()));
    }

    private Duration randomBound() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Duration.ofMillis(random.nextInt(50));
            default -> Duration.ofMillis(random.nextInt(5000));
        };
    }

    private static ModelPart part(String provider, AcquireRequest request) {
        return new ModelPart(provider, request.group(), request);
    }

    private static Duration waited(AutoCloseable granted) {
        return granted instanceof Permit permit ? permit.waited() : ((Lease) granted).waited();
    }

    private static void close(AutoCloseable granted) {
        if (granted instanceof Permit permit) {
            permit.close();
            permit.close();
        } else {
            ((Lease) granted).close();
        }
    }

    static void check(boolean holds, String otherwise) {
        check(holds, () -> otherwise);
    }

    static void check(boolean holds, java.util.function.Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    private record Settleable(Permit permit, ModelDeparture departure) {}

    /** What one or several schedules amounted to. */
    record Outcome(long operations, long granted, long handedBack) {
        Outcome plus(long moreGranted, long moreHandedBack) {
            return new Outcome(operations, granted + moreGranted, handedBack + moreHandedBack);
        }

        Outcome plus(Outcome other) {
            return new Outcome(operations + other.operations, granted + other.granted, handedBack + other.handedBack);
        }
    }
}

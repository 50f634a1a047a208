package dev.sluice.ratelimit;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.time.Instant;
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
    private final Limiters limiters;
    private int arrivals;

    Simulation(long seed) {
        random = new Random(seed);
        late = seed % 4 == 0;
        simple = seed % 3 == 0;
        Map<String, LimitsConfig> configs = new LinkedHashMap<>();
        PROVIDERS.forEach(name -> configs.put(name, randomConfig()));
        configs.forEach((name, config) -> models.put(name, new ModelAccount(name, config, late)));
        Executor executor = late ? completions::add : Runnable::run;
        limiters = Limiters.builder(configs::get).time(time).executor(executor).build();
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
        if (dice < 30) {
            acquire();
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
        } else if (dice < 74) {
            pause();
        } else if (dice < 76) {
            reconfigure();
        } else if (dice < 80) {
            complete(random.nextInt(4));
        } else {
            advance(Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(2000) : random.nextInt(60)));
        }
    }

    // ---- operations

    private void acquire() {
        String provider = anyProvider();
        AcquireRequest request = randomRequest();
        Duration within = randomBound();
        CompletableFuture<Permit> future =
                limiters.limiter(provider).acquireAsync(within == null ? request : request.within(within));
        watch(new ModelRequest<>(++arrivals, time.nanoTime(), within, future, List.of(part(provider, request)), false));
    }

    private void tryAcquire() {
        String provider = anyProvider();
        AcquireRequest request = randomRequest();
        if (limiters.limiter(provider).tryAcquire(request) instanceof TryAcquireResult.Granted granted) {
            ModelRequest<Permit> asked = new ModelRequest<>(
                    ++arrivals,
                    time.nanoTime(),
                    Duration.ZERO,
                    CompletableFuture.completedFuture(granted.permit()),
                    List.of(part(provider, request)),
                    false);
            departed(asked, granted.permit().waited(), granted.permit()::close);
        }
    }

    private void acquireAll() {
        List<String> providers = random.nextBoolean() ? PROVIDERS : PROVIDERS.subList(0, 2);
        List<Entry> entries = new ArrayList<>();
        List<ModelPart> parts = new ArrayList<>();
        Priority priority = randomPriority();
        for (String provider : providers) {
            AcquireRequest request = randomRequest().priority(priority);
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

    private void pause() {
        String provider = anyProvider();
        boolean account = random.nextBoolean();
        Target target = account ? Target.account() : Target.group("under");
        Instant until = time.instant().plusMillis(random.nextInt(3000));
        models.get(provider).pause(account ? null : "under", time.nanoTime(), Duration.between(time.instant(), until));
        limiters.limiter(provider).feedback(ServerFeedback.pause(target, until));
    }

    private void reconfigure() {
        if (late) {
            return; // what is told late must be judged by the limits of its time
        }
        String provider = anyProvider();
        LimitsConfig config = randomConfig();
        models.get(provider).reconfigure(config);
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
                    departed(request, waited(granted), () -> close(granted));
                } catch (AssertionError e) {
                    violations.add(e); // a future would keep it to itself
                }
            }
        });
    }

    private void departed(ModelRequest<?> request, Duration waited, Runnable close) {
        long stamp = request.arrived() + waited.toNanos();
        if (!late) {
            check(stamp == time.nanoTime(), "granted at " + stamp + ", told at " + time.nanoTime());
            checkFifo(request);
        }
        List<Runnable> undo = new ArrayList<>();
        for (ModelPart part : request.parts()) {
            undo.add(models.get(part.provider()).departed(part, stamp, request.lease()));
        }
        held.add(() -> {
            undo.forEach(Runnable::run);
            close.run();
        });
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
            models.get(name).reconfigure(open);
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

    private Priority randomPriority() {
        return Priority.values()[random.nextInt(3)];
    }

    private AcquireRequest randomRequest() {
        AcquireRequest request = AcquireRequest.of(1 + random.nextInt(2)).priority(randomPriority());
        request = switch (random.nextInt(4)) {
            case 0 -> request.group("under");
            case 1 -> request.group("apart");
            default -> request;
        };
        return random.nextBoolean() ? request.cost("tokens", random.nextInt(60)) : request;
    }

    private LimitsConfig randomConfig() {
        int max = 1 + random.nextInt(6);
        Duration delay = Duration.ofMillis(random.nextInt(3) * 10L);
        QuotaConfig requests = QuotaConfig.sliding("requests", 3 + random.nextInt(20), Duration.ofMillis(700));
        QuotaConfig tokens = QuotaConfig.sliding("tokens", 60 + random.nextInt(200), Duration.ofSeconds(3));
        QuotaConfig group = QuotaConfig.sliding("group", 2 + random.nextInt(5), Duration.ofSeconds(1));
        QuotaConfig minutes = QuotaConfig.calendar("minutes", 30 + random.nextInt(30), Duration.ofMinutes(1), "UTC");
        GroupConfig under = new GroupConfig(
                false, 1 + random.nextInt(3), Duration.ofMillis(random.nextInt(30)), List.of(group, minutes));
        GroupConfig apart = GroupConfig.apart(1 + random.nextInt(3), group);
        return LimitsConfig.of(max, delay)
                .withQuotas(simple ? new QuotaConfig[0] : new QuotaConfig[] {requests, tokens})
                .withGroups(Map.of("under", under, "apart", apart))
                .withLeases(Map.of("boxes", late ? 2 : random.nextInt(3)))
                .withReserveCritical(simple ? 0 : random.nextInt(max));
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

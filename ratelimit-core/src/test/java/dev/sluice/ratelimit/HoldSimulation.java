package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Simulation.check;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One random schedule of holds, leases and requests in three scopes and in none, in virtual time; scopes may do several things at once. After every
 * step the units that each limiter counts are those that are out. Every fourth seed completes futures late, so that cancels race with grants.
 */
final class HoldSimulation {
    private static final List<String> PROVIDERS = List.of("a", "b");

    private final Random random;
    private final boolean late;
    private final VirtualTime time = VirtualTime.manual();
    private final ArrayDeque<Runnable> completions = new ArrayDeque<>();
    private final Limiters limiters;
    private final Map<String, HoldModel> models = new HashMap<>();
    private final List<LimitScope> scopes = new ArrayList<>(List.of(LimitScope.none()));
    private final Map<LimitScope, Integer> open = new HashMap<>();
    private final List<Asked> pending = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final ArrayDeque<Runnable> told = new ArrayDeque<>();
    private int reused;
    private int deadlocks;

    HoldSimulation(long seed) {
        random = new Random(seed);
        late = seed % 4 == 0;
        PROVIDERS.forEach(name -> models.put(name, new HoldModel(name, randomConfig())));
        List.of("x", "y", "z").forEach(name -> scopes.add(LimitScope.create(name)));
        limiters = Limiters.builder(name -> models.get(name).config())
                .time(time)
                .executor(late ? completions::add : Runnable::run)
                .build();
        PROVIDERS.forEach(limiters::limiter);
    }

    int reused() {
        return reused;
    }

    int deadlocks() {
        return deadlocks;
    }

    void run(int operations) {
        for (int i = 0; i < operations; i++) {
            step(random.nextInt(100));
            checkStep();
        }
        for (int i = 0; i < 10_000 && !(pending.isEmpty() && held.isEmpty() && completions.isEmpty()); i++) {
            complete(Integer.MAX_VALUE);
            if (!held.isEmpty()) {
                held.remove(held.size() - 1).run();
            }
            time.advance(Duration.ofMillis(10));
            checkStep();
        }
        check(pending.isEmpty(), () -> "waits for ever: " + pending);
        PROVIDERS.forEach(name -> new HoldModel(name, models.get(name).config()).checkSame(snapshot(name)));
        check(time.scheduledTasks() == 0, "timers left");
    }

    private void step(int dice) {
        LimitScope scope = scopes.get(random.nextInt(scopes.size()));
        String provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
        AcquireRequest request = randomRequest().scope(scope);
        if (dice < 25) {
            ask(limiter(provider).acquireAsync(request), scope, List.of(new Part(provider, request, false)), false);
        } else if (dice < 30) {
            tryAcquire(provider, request);
        } else if (dice < 36) {
            acquireAll(scope);
        } else if (dice < 48 && scope != LimitScope.none()) {
            ask(limiter(provider).holdAsync(request), scope, List.of(new Part(provider, request, false)), true);
        } else if (dice < 53) {
            LeaseRequest lease = LeaseRequest.of("boxes").scope(scope);
            AcquireRequest plain = AcquireRequest.one();
            ask(limiter(provider).leaseAsync(lease), scope, List.of(new Part(provider, plain, true)), true);
        } else if (dice < 78 && !held.isEmpty()) {
            held.remove(random.nextInt(held.size())).run();
        } else if (dice < 84 && !pending.isEmpty()) {
            pending.get(random.nextInt(pending.size())).future.cancel(true);
        } else if (dice < 88 && !late) {
            LimitsConfig config = randomConfig();
            models.get(provider).reconfigure(config);
            limiter(provider).reconfigure(config);
        } else if (dice < 92) {
            complete(random.nextInt(4));
        } else {
            time.advance(Duration.ofMillis(random.nextInt(20)));
        }
    }

    private void tryAcquire(String provider, AcquireRequest request) {
        if (limiter(provider).tryAcquire(request) instanceof TryAcquireResult.Granted granted) {
            CompletableFuture<Permit> had = CompletableFuture.completedFuture(granted.permit());
            ask(had, LimitScope.none(), List.of(new Part(provider, request, false)), false);
        }
    }

    private void acquireAll(LimitScope scope) {
        Priority priority = Priority.values()[random.nextInt(3)];
        List<Part> parts = new ArrayList<>();
        for (String provider : PROVIDERS) {
            parts.add(new Part(provider, randomRequest().priority(priority).scope(scope), false));
        }
        Entry[] entries = parts.stream()
                .map(part -> Entry.of(limiter(part.provider), part.request))
                .toArray(Entry[]::new);
        ask(limiters.acquireAllAsync(Duration.ofDays(1), entries), scope, parts, false);
    }

    private void ask(
            CompletableFuture<? extends AutoCloseable> future, LimitScope scope, List<Part> parts, boolean opens) {
        Asked asked = new Asked(future, parts, opens);
        pending.add(asked);
        long arrived = time.nanoTime();
        if (future.isDone()) {
            // Told last, granted first: others were granted in the same step only because of it.
            told.addFirst(() -> settled(asked, arrived, scope));
        } else {
            future.whenComplete((granted, failure) -> told.addLast(() -> settled(asked, arrived, scope)));
        }
    }

    private void settled(Asked asked, long arrived, LimitScope scope) {
        pending.remove(asked);
        try {
            granted(asked, asked.future.join(), arrived, scope);
        } catch (CompletionException refused) {
            refused(refused.getCause(), scope);
        } catch (CancellationException cancelled) {
            return; // by this schedule
        }
    }

    private void granted(Asked asked, AutoCloseable granted, long arrived, LimitScope scope) {
        List<Runnable> ends = new ArrayList<>();
        for (Part part : asked.parts) {
            HoldModel model = models.get(part.provider);
            if (!late) {
                reused += !asked.opens && model.hasAll(part.request) ? 1 : 0;
                long stamp = arrived + waited(granted).toNanos();
                ends.add(
                        asked.opens ? model.opened(part.request, part.box) : model.departed(part.request, stamp, true));
            }
        }
        open.merge(scope, asked.opens ? 1 : 0, Integer::sum);
        held.add(() -> {
            open.merge(scope, asked.opens ? -1 : 0, Integer::sum);
            List<? extends AutoCloseable> opened =
                    granted instanceof Permits permits ? permits.permits() : List.of(granted);
            for (int i = 0; i < opened.size(); i++) {
                (late ? (Runnable) () -> {} : ends.get(i)).run();
                close(opened.get(i)); // one after the other, and somebody may be granted in between
                tellAll();
            }
        });
    }

    private void refused(Throwable cause, LimitScope scope) {
        if (cause instanceof PermitUnavailableException why) {
            check(why.reason() == RefusalReason.WOULD_DEADLOCK, () -> "refused for no reason: " + why);
            check(late || open.getOrDefault(scope, 0) > 0, () -> "refused with nothing open: " + why);
            deadlocks++;
        }
    }

    private void checkStep() {
        tellAll();
        if (!late) {
            PROVIDERS.forEach(name -> models.get(name).checkSame(snapshot(name)));
            boolean composed = pending.stream().anyMatch(asked -> asked.parts.size() > 1);
            for (Asked asked : composed ? List.<Asked>of() : pending) {
                Part part = asked.parts.get(0);
                HoldModel model = models.get(part.provider);
                boolean free = !asked.opens && model.config().minDelay().isZero() && model.hasAll(part.request);
                check(!free, () -> asked + " waits before its own hold");
            }
        }
    }

    private void tellAll() {
        while (!told.isEmpty()) {
            told.removeFirst().run();
        }
    }

    private LimiterSnapshot snapshot(String name) {
        return limiter(name).snapshot();
    }

    private Limiter limiter(String provider) {
        return limiters.limiter(provider);
    }

    private void complete(int count) {
        for (int i = 0; i < count && !completions.isEmpty(); i++) {
            completions.remove().run();
        }
    }

    private AcquireRequest randomRequest() {
        AcquireRequest request = AcquireRequest.one().priority(Priority.values()[random.nextInt(3)]);
        return switch (random.nextInt(4)) {
            case 0 -> request.group("under");
            case 1 -> request.group("apart");
            default -> request;
        };
    }

    private LimitsConfig randomConfig() {
        int max = 1 + random.nextInt(3);
        GroupConfig under = new GroupConfig(false, 1 + random.nextInt(2), null, List.of());
        return LimitsConfig.of(max, Duration.ofMillis(random.nextInt(2) * 10L))
                .withReserveCritical(random.nextInt(max))
                .withGroups(Map.of("under", under, "apart", GroupConfig.apart(1 + random.nextInt(2))))
                .withLeases(Map.of("boxes", 1 + random.nextInt(2)));
    }

    private static Duration waited(AutoCloseable granted) {
        return granted instanceof Permit permit ? permit.waited() : ((Lease) granted).waited();
    }

    private static void close(AutoCloseable granted) {
        if (granted instanceof Permit permit) {
            permit.close();
        } else {
            ((Lease) granted).close();
        }
    }

    /** One limiter's part of what was asked; a box is a lease of that kind. */
    private record Part(String provider, AcquireRequest request, boolean box) {}

    private record Asked(CompletableFuture<? extends AutoCloseable> future, List<Part> parts, boolean opens) {}
}

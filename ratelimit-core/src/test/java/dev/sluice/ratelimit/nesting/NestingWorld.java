package dev.sluice.ratelimit.nesting;

import static dev.sluice.ratelimit.nesting.NestingState.check;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Entry;
import dev.sluice.ratelimit.Lease;
import dev.sluice.ratelimit.LeaseRequest;
import dev.sluice.ratelimit.LimitScope;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.PermitUnavailableException;
import dev.sluice.ratelimit.RefusalReason;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One nesting on real limiters, moved step by step; beside it where the oracle says it stands. */
final class NestingWorld {
    private static final Duration LONG = Duration.ofDays(1);

    private final Limiters limiters;
    private final List<Limiter> byProvider = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();
    private NestingState state;
    private int refusals;

    NestingWorld(Nesting nesting) {
        limiters = Limiters.builder(name -> config(nesting, name.charAt(0) - 'a'))
                .time(VirtualTime.manual())
                .executor(Runnable::run)
                .build();
        for (String name : List.of("a", "b", "c")) {
            byProvider.add(limiters.limiter(name));
        }
        nesting.programs().forEach(program -> lines.add(new Line(program)));
        state = NestingState.begin(nesting);
    }

    private static LimitsConfig config(Nesting nesting, int provider) {
        LimitsConfig config = LimitsConfig.of(nesting.concurrency(provider), Duration.ZERO);
        return config.withLeases(Map.of("boxes", nesting.boxes(provider)));
    }

    /** The scopes that can do something of their own accord. */
    List<Integer> movable() {
        List<Integer> movable = new ArrayList<>();
        for (int scope = 0; scope < lines.size(); scope++) {
            if (!waiting.contains(scope) && !state.isDone(scope)) {
                movable.add(scope);
            }
        }
        return movable;
    }

    boolean isDone() {
        return movable().isEmpty() && waiting.isEmpty();
    }

    int refusals() {
        return refusals;
    }

    /** State and queue order in one number. */
    long code() {
        long code = state.code();
        for (int scope : waiting) {
            code = code * 4 + scope + 1;
        }
        return code;
    }

    void move(int scope) {
        Line line = lines.get(scope);
        if (state.isOpening(scope)) {
            line.pending = open(line, state.steps()[scope]);
            waiting.add(scope);
        } else {
            line.open.remove(line.open.size() - 1).close();
            state = state.step(scope);
        }
        settle();
    }

    private CompletableFuture<? extends Permit> exchange(Line line) {
        AcquireRequest request = line.request();
        if (line.program.exchange() != Nesting.ALL) {
            return limiter(line.program.exchange()).acquireAsync(request);
        }
        Entry[] entries = {Entry.of(limiter(0), request), Entry.of(limiter(1), request), Entry.of(limiter(2), request)};
        return limiters.acquireAllAsync(LONG, entries);
    }

    private CompletableFuture<? extends Held> open(Line line, int step) {
        if (line.program.isExchange(step)) {
            return exchange(line).thenApply(permit -> permit::close);
        }
        int provider = line.program.opened().get(step);
        CompletableFuture<Lease> lease = state.nesting().leased().get(provider)
                ? limiter(provider).leaseAsync(LeaseRequest.of("boxes").scope(line.scope))
                : limiter(provider).holdAsync(line.request());
        return lease.thenApply(opened -> opened::close);
    }

    private Limiter limiter(int provider) {
        return byProvider.get(provider);
    }

    /** Takes note of everybody whose request was granted or refused. */
    private void settle() {
        for (int scope : List.copyOf(waiting)) {
            Line line = lines.get(scope);
            if (line.pending.isDone()) {
                waiting.remove((Integer) scope);
                if (line.pending.isCompletedExceptionally()) {
                    refused(scope, line.pending);
                } else {
                    line.open.add(line.pending.join());
                    state = state.step(scope);
                }
            }
        }
    }

    /** No more is out than there is. */
    void checkRoom() {
        for (int provider = 0; provider < Nesting.PROVIDERS; provider++) {
            int name = provider;
            check(
                    state.used(provider, false) <= state.nesting().concurrency(provider)
                            && state.used(provider, true) <= state.nesting().boxes(provider),
                    () -> "more than there is of provider " + name);
        }
    }

    private void refused(int scope, CompletableFuture<?> refusal) {
        try {
            refusal.join();
        } catch (CompletionException e) {
            boolean deadlock = e.getCause() instanceof PermitUnavailableException why
                    && why.reason() == RefusalReason.WOULD_DEADLOCK;
            check(deadlock, () -> "refused for another reason: " + e.getCause());
            check(!state.canEverStep(scope), () -> "refused, but there is a schedule: " + e.getCause());
            check(state.depth(scope) > 0, () -> "refused without holding anything: " + e.getCause());
        }
        refusals++;
        state = state.giveUp(scope);
    }

    /** Everything was closed, so everything must be there again. */
    void checkEnd() {
        for (int provider = 0; provider < Nesting.PROVIDERS; provider++) {
            LimiterSnapshot snapshot = limiter(provider).snapshot();
            check(
                    snapshot.provider().inFlight() == 0
                            && snapshot.provider().queueLength() == 0
                            && snapshot.leases().get("boxes").inFlight() == 0,
                    () -> "left over: " + snapshot);
        }
    }

    private interface Held {
        void close();
    }

    private static final class Line {
        private final Nesting.Program program;
        private final LimitScope scope = LimitScope.create("line");
        private final List<Held> open = new ArrayList<>();
        private CompletableFuture<? extends Held> pending = new CompletableFuture<>();

        Line(Nesting.Program program) {
            this.program = program;
        }

        AcquireRequest request() {
            return AcquireRequest.one().scope(scope).priority(program.priority());
        }
    }
}

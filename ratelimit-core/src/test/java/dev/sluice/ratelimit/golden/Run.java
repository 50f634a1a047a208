package dev.sluice.ratelimit.golden;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Workers that serve a scenario's requests one after the other through one strategy, in virtual time. */
final class Run {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration TOO_LONG = Duration.ofHours(10);

    private final Scenario scenario;
    private final VirtualTime time = VirtualTime.manual();
    private final Draws draws;
    private final HiddenLimit limit;
    private final Strategy strategy;
    private final List<Long> latencies = new ArrayList<>();
    private int next;
    private int tooMany;
    private long finished;

    Run(Scenario scenario, BiFunction<VirtualTime, Draws, Strategy> strategy) {
        this.scenario = scenario;
        this.draws = new Draws(scenario.seed());
        this.limit = scenario.limit();
        this.strategy = strategy.apply(time, draws);
    }

    Result result() {
        for (int worker = 0; worker < scenario.workers(); worker++) {
            takeNext();
        }
        while (latencies.size() < scenario.releases().size()) {
            if (time.scheduledTasks() == 0 || time.nanoTime() > TOO_LONG.toNanos()) {
                throw new AssertionError(scenario.name() + ": only " + latencies.size() + " requests were ever served");
            }
            time.advance(Duration.ofSeconds(10));
        }
        return new Result(latencies, tooMany, finished);
    }

    private void takeNext() {
        if (next == scenario.releases().size()) {
            return;
        }
        int request = next++;
        long release = scenario.releases().get(request);
        if (release <= time.nanoTime()) {
            attempt(new Attempt(request, time.nanoTime()));
        } else {
            after(release - time.nanoTime(), () -> attempt(new Attempt(request, release)));
        }
    }

    private void attempt(Attempt attempt) {
        strategy.depart(attempt, () -> after(draws.thereNanos(attempt.request, attempt.number), () -> arrive(attempt)));
    }

    private void arrive(Attempt attempt) {
        long now = time.nanoTime();
        long wait = limit.waitAt(now);
        long back = draws.backNanos(attempt.request, attempt.number);
        if (wait == 0) {
            long service = draws.serviceNanos(attempt.request);
            limit.accept(now, service);
            attempt.remaining = limit.remaining(now);
            attempt.resetAt = now + wholeSeconds(limit.resetWait(now));
            after(service + back, () -> served(attempt));
        } else {
            attempt.retryAfterNanos = wholeSeconds(wait);
            after(back, () -> rejected(attempt));
        }
    }

    private void served(Attempt attempt) {
        strategy.served(attempt);
        finished = time.nanoTime();
        latencies.add(finished - attempt.taken);
        takeNext();
    }

    private void rejected(Attempt attempt) {
        tooMany++;
        strategy.rejected(attempt);
        attempt.number++;
        attempt(attempt);
    }

    /** As headers say it. */
    private static long wholeSeconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND * SECOND;
    }

    private void after(long nanos, Runnable task) {
        time.schedule(Duration.ofNanos(nanos), task);
    }
}

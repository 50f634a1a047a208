package dev.sluice.ratelimit.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** The best client there can be: knows the hidden limit, the wire and the clock of the server, and starts each request at the first moment. */
final class Oracle {
    private Oracle() {}

    static Result result(Scenario scenario) {
        Draws draws = new Draws(scenario.seed());
        HiddenLimit limit = scenario.limit();
        PriorityQueue<Long> free = new PriorityQueue<>();
        for (int worker = 0; worker < scenario.workers(); worker++) {
            free.add(0L);
        }
        List<Long> latencies = new ArrayList<>();
        long start = 0;
        long finished = 0;
        for (int request = 0; request < scenario.releases().size(); request++) {
            long taken = Math.max(free.remove(), scenario.releases().get(request));
            start = Math.max(start, taken + draws.thereNanos(request, 1));
            for (long wait = limit.waitAt(start); wait > 0; wait = limit.waitAt(start)) {
                start += wait;
            }
            limit.accept(start, draws.serviceNanos(request));
            long end = start + draws.serviceNanos(request) + draws.backNanos(request, 1);
            free.add(end);
            latencies.add(end - taken);
            finished = Math.max(finished, end);
        }
        return new Result(latencies, 0, finished);
    }
}

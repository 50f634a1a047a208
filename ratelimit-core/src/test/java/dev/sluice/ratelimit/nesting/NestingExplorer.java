package dev.sluice.ratelimit.nesting;

import static dev.sluice.ratelimit.nesting.NestingState.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every interleaving of one nesting: depth first over real limiters, a state that was met before is not gone on from. */
final class NestingExplorer {
    private final Nesting nesting;
    private final Set<Long> seen = new HashSet<>();
    private long schedules;
    private long steps;
    private long refusals;

    NestingExplorer(Nesting nesting) {
        this.nesting = nesting;
    }

    Outcome explore() {
        List<Integer> path = new ArrayList<>();
        try {
            NestingWorld world = new NestingWorld(nesting);
            seen.add(world.code());
            explore(world, path);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(nesting + " after the moves " + path + ": " + e.getMessage(), e);
        }
        return new Outcome(1, seen.size(), schedules, steps, refusals);
    }

    private void explore(NestingWorld here, List<Integer> path) {
        List<Integer> movable = here.movable();
        if (movable.isEmpty()) {
            check(here.isDone(), () -> "stuck: all wait for ever");
            here.checkEnd();
            schedules++;
            return;
        }
        int depth = path.size();
        for (int scope : movable) {
            NestingWorld world = scope == movable.get(0) ? here : replay(path);
            int before = world.refusals();
            path.add(scope);
            world.move(scope);
            world.checkRoom();
            steps++;
            if (seen.add(world.code())) {
                refusals += world.refusals() - before;
                explore(world, path);
            } else {
                schedules++;
            }
            path.remove(depth);
        }
    }

    private NestingWorld replay(List<Integer> path) {
        NestingWorld world = new NestingWorld(nesting);
        path.forEach(world::move);
        return world;
    }

    /**
     * What was explored.
     *
     * @param schedules that ended, or met a state that was gone on from before
     * @param refusals in different states
     */
    record Outcome(long nestings, long states, long schedules, long steps, long refusals) {
        Outcome plus(Outcome other) {
            return new Outcome(
                    nestings + other.nestings,
                    states + other.states,
                    schedules + other.schedules,
                    steps + other.steps,
                    refusals + other.refusals);
        }
    }
}

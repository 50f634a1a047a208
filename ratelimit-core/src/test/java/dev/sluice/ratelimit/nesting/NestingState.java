package dev.sluice.ratelimit.nesting;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where every line of work stands, and the rules of semaphores: an oracle that knows no queue, no limiter and no graph.
 *
 * @param steps by scope: how many steps are done
 * @param givenUp by scope: it was refused and only closes what it has
 */
record NestingState(Nesting nesting, byte[] steps, boolean[] givenUp) {

    static NestingState begin(Nesting nesting) {
        int scopes = nesting.programs().size();
        return new NestingState(nesting, new byte[scopes], new boolean[scopes]);
    }

    Nesting.Program program(int scope) {
        return nesting.programs().get(scope);
    }

    boolean isDone(int scope) {
        return steps[scope] == program(scope).length();
    }

    /** How many holds and leases it has open. */
    int depth(int scope) {
        return program(scope).depth(steps[scope]);
    }

    boolean isOpening(int scope) {
        return !isDone(scope) && program(scope).isOpening(steps[scope]);
    }

    NestingState step(int scope) {
        byte[] next = steps.clone();
        next[scope]++;
        return new NestingState(nesting, next, givenUp);
    }

    /** Goes on at the step that closes the innermost of what it has opened. */
    NestingState giveUp(int scope) {
        byte[] next = steps.clone();
        boolean[] refused = givenUp.clone();
        next[scope] = (byte) (program(scope).length() - depth(scope));
        refused[scope] = true;
        return new NestingState(nesting, next, refused);
    }

    /** Whether some schedule from here lets this scope's next step happen. */
    boolean canEverStep(int scope) {
        return canEverStep(scope, new HashSet<>());
    }

    private boolean canEverStep(int scope, Set<Integer> seen) {
        if (canStep(scope)) {
            return true;
        }
        for (int other = 0; other < steps.length; other++) {
            if (other != scope && canStep(other)) {
                NestingState next = step(other);
                if (seen.add(next.code()) && next.canEverStep(scope, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the units it takes are free now. */
    boolean canStep(int scope) {
        if (isDone(scope)) {
            return false;
        }
        if (!isOpening(scope)) {
            return true;
        }
        boolean fits = true;
        for (int provider = 0; provider < Nesting.PROVIDERS; provider++) {
            int units = step(scope).used(provider, false);
            int boxes = step(scope).used(provider, true);
            fits &= units <= nesting.concurrency(provider) && boxes <= nesting.boxes(provider);
        }
        return fits;
    }

    /** Units of a provider that are taken: of its leases, or of its concurrency. */
    int used(int provider, boolean boxes) {
        int used = 0;
        for (int scope = 0; scope < steps.length; scope++) {
            boolean opened = hasOpened(scope, provider);
            if (opened && nesting.leased().get(provider) == boxes) {
                used++;
            }
            boolean reuses = opened && !nesting.leased().get(provider);
            if (!boxes && isExchanging(scope, provider) && !reuses) {
                used++;
            }
        }
        return used;
    }

    private boolean hasOpened(int scope, int provider) {
        return program(scope).opened().indexOf(provider) >= 0
                && program(scope).opened().indexOf(provider) < depth(scope);
    }

    private boolean isExchanging(int scope, int provider) {
        int where = program(scope).exchange();
        boolean inside = steps[scope] == program(scope).opened().size() + 1;
        return where != Nesting.NONE && inside && !givenUp[scope] && (where == provider || where == Nesting.ALL);
    }

    /** One number per state of one nesting. */
    int code() {
        int code = 0;
        for (int scope = 0; scope < steps.length; scope++) {
            code = code * 32 + steps[scope] * 2 + (givenUp[scope] ? 1 : 0);
        }
        return code;
    }

    static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}

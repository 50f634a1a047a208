package dev.sluice.ratelimit.nesting;

import dev.sluice.ratelimit.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some lines of work over three providers: what each opens, one inside the other, and how much room there is.
 *
 * @param leased by provider: whether it is its lease kind that is opened there, not a hold of its concurrency
 * @param room by provider: units of what is opened there; of the other there is one
 * @param programs one per scope
 */
record Nesting(List<Boolean> leased, List<Integer> room, List<Program> programs) {
    static final int PROVIDERS = 3;
    /** In place of a provider: no exchange, or one with all of them composed. */
    static final int NONE = -1;

    static final int ALL = PROVIDERS;

    /** Every sequence of one to three different providers. */
    static List<List<Integer>> sequences() {
        List<List<Integer>> all = new ArrayList<>();
        for (int first = 0; first < PROVIDERS; first++) {
            all.add(List.of(first));
            for (int second = 0; second < PROVIDERS; second++) {
                int third = PROVIDERS - first - second;
                if (second != first) {
                    all.add(List.of(first, second));
                    all.add(List.of(first, second, third));
                }
            }
        }
        return all;
    }

    int concurrency(int provider) {
        return leased.get(provider) ? 1 : room.get(provider);
    }

    int boxes(int provider) {
        return leased.get(provider) ? room.get(provider) : 1;
    }

    /** Whether each provider that anybody uses can run short: one with room for all who use it makes no difference to anybody. */
    boolean isTight() {
        boolean tight = true;
        for (int provider = 0; provider < PROVIDERS; provider++) {
            int it = provider;
            long users = programs.stream().filter(program -> program.uses(it)).count();
            tight &= users == 0 ? room.get(provider) == 1 && !leased.get(provider) : users > room.get(provider);
        }
        return tight;
    }

    /** Whether no renaming of the providers and no other order of the programs comes before this one: it stands for all of these. */
    boolean isCanonical() {
        long own = code(new int[] {0, 1, 2});
        return Arrays.stream(new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}})
                .allMatch(names -> own <= code(names));
    }

    private long code(int[] names) {
        long code = 0;
        for (int place = 0; place < PROVIDERS; place++) {
            int old = 0;
            while (names[old] != place) {
                old++;
            }
            code = code * 8 + (leased.get(old) ? 4 : 0) + room.get(old);
        }
        long[] lines = programs.stream()
                .mapToLong(program -> program.code(names))
                .sorted()
                .toArray();
        for (long line : lines) {
            code = code * 1024 + line;
        }
        return code;
    }

    /**
     * One line of work.
     *
     * @param opened the providers, outermost first
     * @param exchange where it makes an exchange when all is opened: a provider, {@link #NONE} or {@link #ALL}
     * @param priority of all that it asks for
     */
    record Program(List<Integer> opened, int exchange, Priority priority) {
        /** Opens, the exchange's begin and end, closes in reverse. */
        int length() {
            return 2 * opened.size() + (exchange == NONE ? 0 : 2);
        }

        boolean isOpening(int step) {
            return step < opened.size() || (step == opened.size() && exchange != NONE);
        }

        boolean isExchange(int step) {
            return step == opened.size() && exchange != NONE;
        }

        /** How many are open before this step, the exchange apart. */
        int depth(int step) {
            return step <= opened.size() ? step : Math.min(opened.size(), length() - step);
        }

        boolean uses(int provider) {
            return opened.contains(provider) || exchange == provider || exchange == ALL;
        }

        private long code(int[] names) {
            long code = 0;
            for (int provider : opened) {
                code = code * 4 + names[provider] + 1;
            }
            int where = exchange == NONE || exchange == ALL ? exchange : names[exchange];
            return code * 5 + where + 1;
        }
    }
}

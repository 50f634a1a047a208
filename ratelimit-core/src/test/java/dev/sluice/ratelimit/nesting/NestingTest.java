package dev.sluice.ratelimit.nesting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ratelimit.Priority;
import dev.sluice.ratelimit.nesting.Nesting.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Three scopes that open leases and holds of three providers inside each other, in any order: all interleavings on real limiters in virtual time.
 * In every state somebody can go on, nobody is refused for whom a schedule exists, and at the end everything is given back.
 *
 * <p>Nestings that differ by names only, or by room that nobody can miss, are explored once. {@code -Dsluice.nightly=true} explores the latter,
 * too, and 40,000 nestings of the mixed family, of which there are about 350,000 that can run short, before priorities.
 */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "explored schedule by schedule, on whatever JDK")
class NestingTest {
    private static final boolean NIGHTLY = Boolean.getBoolean("sluice.nightly");
    private static final int MIXED = NIGHTLY ? 40_000 : 40;

    @Test
    void holdsInAnyOrder_withAnExchangeInside_areNeverStuck_andNeverRefusedInVain() {
        List<Program> programs = new ArrayList<>();
        for (List<Integer> opened : Nesting.sequences()) {
            // In the longest ones only at night: nobody else can notice a start that uses a unit of its scope's own.
            int exchange = opened.size() < Nesting.PROVIDERS || NIGHTLY ? opened.get(0) : Nesting.NONE;
            programs.add(new Program(opened, exchange, Priority.NORMAL));
        }
        List<Nesting> all = new ArrayList<>();
        for (int x = 0; x < programs.size(); x++) {
            for (int y = x; y < programs.size(); y++) {
                for (int z = y; z < programs.size(); z++) {
                    for (int room = 0; room < 8; room++) {
                        List<Program> three = List.of(programs.get(x), programs.get(y), programs.get(z));
                        all.add(new Nesting(flags(0), rooms(room), three));
                    }
                }
            }
        }
        assertThat(all).hasSize(680 * 8);

        explore(
                "holds",
                all.stream()
                        .filter(nesting -> NIGHTLY || nesting.isTight())
                        .filter(Nesting::isCanonical)
                        .toList());
    }

    @Test
    void holdsAndLeases_withExchangesAnywhere_areNeverStuck_andNeverRefusedInVain() {
        Random random = new Random(3);
        List<Nesting> some = new ArrayList<>();
        while (some.size() < MIXED) {
            List<Program> three = List.of(program(random), program(random), program(random));
            Nesting nesting = new Nesting(flags(random.nextInt(8)), rooms(random.nextInt(8)), three);
            if (nesting.isTight()) {
                some.add(nesting);
            }
        }

        explore("holds and leases", some);
    }

    private static Program program(Random random) {
        List<List<Integer>> sequences = Nesting.sequences();
        int exchange = Nesting.NONE + random.nextInt(Nesting.ALL - Nesting.NONE + 1);
        Priority priority = Priority.values()[random.nextInt(3)];
        return new Program(sequences.get(random.nextInt(sequences.size())), exchange, priority);
    }

    private static List<Boolean> flags(int bits) {
        return List.of((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
    }

    private static List<Integer> rooms(int bits) {
        return flags(bits).stream().map(more -> more ? 2 : 1).toList();
    }

    private static void explore(String what, List<Nesting> nestings) {
        NestingExplorer.Outcome sum = new NestingExplorer.Outcome(0, 0, 0, 0, 0);
        for (Nesting nesting : nestings) {
            sum = sum.plus(new NestingExplorer(nesting).explore());
        }
        System.out.println("nesting, " + what + ": " + sum);
        assertThat(sum.nestings()).isEqualTo(nestings.size());
        assertThat(sum.refusals()).isBetween(1L, sum.states() / 2);
    }
}

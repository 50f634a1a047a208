package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceGraphTest {
    private static final int GRAPHS = Boolean.getBoolean("sluice.nightly") ? 300_000 : 4_000;

    /** Units by resource; then of each party what it holds {@code >} what it waits for, a slash between wants; then who is stuck. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a1       | x: a > a                           | x   | waits for itself
            a2       | x: a > a                           |     | another unit is free
            a1 b1    | x: a > b, y: b > a                 | x y | each wants what the other holds
            a1 b2    | x: a > b, y: b > a                 |     | one unit of b is free
            a1 b2    | x: a > b, y: b > a, z: b > a       | x y z | both units of b are in the knot
            a2 b1    | x: a > b, y: b > a                 |     | a second unit of a saves both
            a2 b2    | x: ab > a, y: b > a, z: a > b       | x y z | all units of both are in the knot
            a1 b1 c1 | x: a > b, y: b > c, z: c > a       | x y z | a ring of three
            a1 b1 c1 | x: a > b, y: b > c, z: c > d       |     | of d there is enough
            a1 b1    | x: a > b, y: b > a, z: > a         | x y z | who stands behind a knot is stuck with it
            a1 b1    | x: a > b                           |     | whoever holds b waits for nothing
            a1 b1    | x: a > ab                          | x   | a composed want of what it holds itself
            a1 b1 c1 | x: a > bc, y: b > a                | x y | a composed want stuck by one part
            a1 b1 c1 | x: a > b/c, y: b > a               |     | one of two wants can be met
            a1 b1    | x: a > a/b, y: b > a               | x y | none of two wants can be met
            a0 b1    | x: b > a, y: > b                   |     | a is configured away: no holder is to blame
            a1 b1    | x: aa > b, y: b > a                | x y | a shrank below what is held
            a1 b1    | x: aa > b, y: > a                  |     | a shrank, and x will give back
            """)
    void stuck_isWhoeverNoOrderSaves(String units, String parties, String stuck, String why) {
        Graph graph = new Graph(units, parties);

        Set<String> expected = stuck == null ? Set.of() : Set.of(stuck.split(" "));
        assertThat(graph.reduced()).as(why).isEqualTo(expected);
        assertThat(graph.searched()).as("the search, " + why).isEqualTo(expected);
    }

    @Test
    void randomGraphs_reduceToWhatASearchOverAllSchedulesFinds() {
        int knots = 0;
        for (int seed = 1; seed <= GRAPHS; seed++) {
            Graph graph = new Graph(new Random(seed));
            Set<String> stuck = graph.reduced();
            assertThat(stuck).as("seed " + seed + ": " + graph).isEqualTo(graph.searched());
            knots += stuck.isEmpty() ? 0 : 1;
        }
        System.out.println("resource graphs: " + GRAPHS + " random ones, " + knots + " with a knot");
        assertThat(knots).isBetween(GRAPHS / 10, GRAPHS * 9 / 10);
    }

    /** A graph that can be reduced, or searched through without knowing of reductions. */
    private static final class Graph {
        private final int[] units;
        private final List<Member> members = new ArrayList<>();

        Graph(String capacities, String parties) {
            String[] words = capacities.split(" ");
            units = new int[words.length];
            for (int i = 0; i < words.length; i++) {
                units[i] = words[i].charAt(1) - '0';
            }
            for (String party : parties.split(",")) {
                String[] halves = party.strip().split("[:>]");
                List<String> wants = List.of(halves[2].strip().split("/"));
                members.add(new Member(halves[0].strip(), halves[1].strip(), wants));
            }
        }

        /** Up to four parties and three resources; what is held never exceeds the units by more than a shrink would. */
        Graph(Random random) {
            units = new int[1 + random.nextInt(3)];
            for (int i = 0; i < units.length; i++) {
                units[i] = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2);
            }
            int parties = 1 + random.nextInt(4);
            int[] left = units.clone();
            for (int i = 0; i < parties; i++) {
                StringBuilder held = new StringBuilder();
                for (int r = 0; r < units.length; r++) {
                    if ((left[r] > 0 || random.nextInt(20) == 0) && random.nextBoolean()) {
                        left[r]--;
                        held.append((char) ('a' + r));
                    }
                }
                List<String> wants = new ArrayList<>();
                for (int w = random.nextInt(5) == 0 ? 2 : 1; w > 0; w--) {
                    wants.add(anyOf(random, units.length));
                }
                members.add(new Member("p" + i, held.toString(), wants));
            }
        }

        private static String anyOf(Random random, int resources) {
            StringBuilder some = new StringBuilder();
            for (int r = 0; r < resources; r++) {
                if (random.nextInt(3) == 0) {
                    some.append((char) ('a' + r));
                }
            }
            return some.length() == 0 ? "a" : some.toString();
        }

        Set<String> reduced() {
            ResourceGraph<Character, String> graph = new ResourceGraph<>();
            for (int i = 0; i < units.length; i++) {
                graph.resource((char) ('a' + i), units[i]);
            }
            for (Member member : members) {
                member.held.chars().forEach(resource -> graph.holds(member.name, (char) resource));
                for (String want : member.wants) {
                    Set<Character> resources = new TreeSet<>();
                    want.chars().forEach(resource -> resources.add((char) resource));
                    graph.wants(member.name, resources);
                }
            }
            return graph.stuck();
        }

        /** Tries every order of grants and ends: a party is stuck if no schedule ever grants it something. */
        Set<String> searched() {
            int[] free = units.clone();
            for (Member member : members) {
                add(free, member.held, -1);
            }
            Set<String> granted = new TreeSet<>();
            search(free, new ArrayList<>(members), new ArrayList<>(), granted);
            Set<String> stuck = new TreeSet<>();
            members.forEach(member -> stuck.add(member.name));
            stuck.removeAll(granted);
            return stuck;
        }

        private void search(int[] free, List<Member> waiting, List<String[]> running, Set<String> granted) {
            for (Member member : List.copyOf(waiting)) {
                for (String want : member.wants) {
                    if (fits(free, want)) {
                        granted.add(member.name);
                        add(free, want, -1);
                        waiting.remove(member);
                        running.add(new String[] {member.held, want});
                        search(free, waiting, running, granted);
                        running.remove(running.size() - 1);
                        waiting.add(member);
                        add(free, want, 1);
                    }
                }
            }
            for (String[] end : List.copyOf(running)) {
                running.remove(end);
                add(free, end[0] + end[1], 1);
                search(free, waiting, running, granted);
                add(free, end[0] + end[1], -1);
                running.add(end);
            }
        }

        private boolean fits(int[] free, String want) {
            return want.chars().allMatch(resource -> isPlenty(resource) || free[resource - 'a'] > 0);
        }

        private boolean isPlenty(int resource) {
            return resource - 'a' >= units.length || units[resource - 'a'] == 0;
        }

        private void add(int[] free, String resources, int sign) {
            resources.chars().filter(resource -> !isPlenty(resource)).forEach(resource -> free[resource - 'a'] += sign);
        }

        @Override
        public String toString() {
            return Arrays.toString(units) + " " + members;
        }
    }

    private record Member(String name, String held, List<String> wants) {}
}

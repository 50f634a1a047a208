package dev.sluice.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That the choice of cases leaves out no pair. */
class PairwiseTest {
    private final List<Case> all = Case.all(Faults.all());
    private final List<Case> chosen = Pairwise.of(all, Case::values);

    @Test
    void chosenCases_haveEveryPairThatOccursAnywhere() {
        assertThat(pairs(chosen)).isEqualTo(pairs(all)).hasSizeGreaterThan(500);
    }

    @Test
    void chosenCases_areFew_andTheSameEachTime() {
        assertThat(chosen).hasSizeLessThan(all.size() / 8).isEqualTo(Pairwise.of(all, Case::values));
    }

    @Test
    void everyFault_hasAnotherName() {
        assertThat(Faults.all()).extracting(Fault::name).doesNotHaveDuplicates();
    }

    private static Set<Pairwise.Pair> pairs(List<Case> cases) {
        return cases.stream()
                .flatMap(one -> Pairwise.pairs(one.values()).stream())
                .collect(Collectors.toSet());
    }
}

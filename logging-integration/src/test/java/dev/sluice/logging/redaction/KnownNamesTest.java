package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.redaction.NameRules.Verdict;
import org.junit.jupiter.api.Test;

/** What is remembered of a name is what the rules say. */
class KnownNamesTest {
    @Test
    void names_areJudgedAsByTheRules_firstAndEveryTimeAfter_whoeverTookTheirPlace() {
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < 3_000; i++) {
                assertThat(KnownNames.of("price_" + i)).isEqualTo(Verdict.PLAIN);
                assertThat(KnownNames.of("token_" + i)).isEqualTo(Verdict.SECRET);
            }
            assertThat(KnownNames.of("tokens")).isEqualTo(Verdict.COUNT);
        }
    }

    @Test
    void namesOfOneHash_areToldApart() {
        assertThat("Aa_key").hasSameHashCodeAs("BB_key");
        assertThat(KnownNames.of("Aa_key")).isEqualTo(NameRules.of("Aa_key"));
        assertThat(KnownNames.of("BB_key")).isEqualTo(NameRules.of("BB_key"));
    }

    @Test
    void longAndForeignNames_areJudgedEachTime() {
        assertThat(KnownNames.of("a".repeat(300))).isEqualTo(Verdict.SECRET);
        assertThat(KnownNames.of("p\u0430ssword")).isEqualTo(Verdict.SECRET);
    }
}

package dev.sluice.benchmarks.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What survives of twelve planted secrets; the table stands in RESULTS.md. */
class RedactionsTest {
    @Test
    void planted_areTwelveAndThere() {
        String body = text(Bodies.leaky(2_048));

        assertThat(Bodies.PLANTED).hasSize(12);
        assertThat(Bodies.PLANTED.keySet())
                .allSatisfy(secret -> assertThat(body).contains(secret));
    }

    @Test
    void sluice_wholeBody_leavesNone() {
        assertThat(leaks(Redactions.SLUICE, Bodies.leaky(2_048))).isEmpty();
        assertThat(leaks(Redactions.SLUICE, Bodies.leaky(65_536))).isEmpty();
    }

    @Test
    void sluice_bodyCutAnywhere_leavesNone() {
        byte[] body = Bodies.leaky(2_048);
        for (int cut = 1; cut < body.length; cut++) {
            assertThat(leaks(Redactions.SLUICE, Arrays.copyOf(body, cut))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOne_wholeBody_hidesThePlainCase(Redactions redactions) {
        byte[] body = Bodies.leaky(2_048);

        assertThat(leaks(redactions, body)).doesNotContain("CANARY-string", "CANARY-deep");
        System.out.println(redactions + " leaves, whole: " + leaks(redactions, body) + ", cut: "
                + leaks(redactions, Arrays.copyOf(body, body.length - 60)));
    }

    @Test
    void harmless_staysAsItIs() {
        byte[] body = Bodies.harmless(2_048);

        assertThat(Redactions.SLUICE.create().redact(body)).isEqualTo(text(body));
    }

    private static List<String> leaks(Redactions redactions, byte[] body) {
        String shown;
        try {
            shown = redactions.create().redact(body);
        } catch (RuntimeException refused) {
            return List.of("throws " + refused.getClass().getSimpleName());
        }
        return Bodies.PLANTED.keySet().stream().filter(shown::contains).toList();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}

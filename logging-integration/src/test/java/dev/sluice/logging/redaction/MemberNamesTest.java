package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Names are compared by their first and last eight bytes, wherever in the text they stand. */
class MemberNamesTest {
    private final MemberNames names = new MemberNames();

    @Test
    void name_isKnownAgain_atTheEndOfATextAndBeforeIt() {
        for (int length = 1; length <= 40; length++) {
            String name = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz".substring(0, length);
            MemberName known = of("x" + name, 1, 1 + length);
            assertThat(of(name + "\":12345678", 0, length)).as(name).isSameAs(known);
            assertThat(of("padding" + name, 7, 7 + length)).as(name).isSameAs(known);
        }
    }

    @Test
    void name_isNotTakenForAnother_ofTheSameLength() {
        assertThat(of("password", 0, 8).verdict()).isEqualTo(NameRules.Verdict.SECRET);
        assertThat(of("passworx", 0, 8).verdict()).isEqualTo(NameRules.Verdict.PLAIN);
        assertThat(of("pin", 0, 3).verdict()).isEqualTo(NameRules.Verdict.SECRET);
        assertThat(of("pint", 0, 4).verdict()).isEqualTo(NameRules.Verdict.PLAIN);
        assertThat(of("my_first_password_of_all", 0, 24).verdict()).isEqualTo(NameRules.Verdict.SECRET);
        assertThat(of("my_first_pastwond_of_all", 0, 24).verdict()).isEqualTo(NameRules.Verdict.PLAIN);
    }

    @Test
    void namesThatDifferOnlyInTheMiddle_areTold() {
        assertThat(of("my_first_secret_1_of_all", 0, 24).verdict()).isEqualTo(NameRules.Verdict.SECRET);
        assertThat(of("my_first_window_1_of_all", 0, 24).verdict()).isEqualTo(NameRules.Verdict.PLAIN);
        assertThat(of("my_first_secret_1_of_all", 0, 24).verdict()).isEqualTo(NameRules.Verdict.SECRET);
    }

    @Test
    void emptyName_isOneToo() {
        assertThat(of("", 0, 0).verdict()).isEqualTo(NameRules.Verdict.PLAIN);
        assertThat(of("\"\":1", 1, 1).verdict()).isEqualTo(NameRules.Verdict.PLAIN);
    }

    private MemberName of(String text, int from, int to) {
        return names.of(text.getBytes(StandardCharsets.UTF_8), from, to);
    }
}

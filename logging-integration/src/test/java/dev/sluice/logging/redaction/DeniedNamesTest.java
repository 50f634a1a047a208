package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.config.ConfigurationReader;
import dev.sluice.logging.LoggingConfig;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a program adds are hidden wherever built-in ones are, and no name becomes harmless by that. */
class DeniedNamesTest {
    private static final String VALUE = "zebra-4711";
    private static final Redactor REDACTOR = Redactor.standard();

    /** Names of this test alone: they stay denied for the whole process. */
    @BeforeAll
    static void deny() {
        assertThat(REDACTOR.body("{\"quagga_ref\":\"" + VALUE + "\"}", null, 100))
                .contains(VALUE);
        assertThat(REDACTOR.fields(Map.of("quagga_ref", VALUE))).containsValue(VALUE);
        DeniedNames.add(List.of("quagga_ref", "okapi", "accept-language", "archived"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quagga_ref",
                "quaggaRef",
                "QUAGGA-REF",
                "quaggaref",
                "X-Quagga-Ref",
                "old_quagga_ref_2",
                "quagga ref",
                "okapi",
                "okapi_length",
                "qua\u200bgga_ref"
            })
    void name_inEverySpelling_isHiddenWhereverItStands(String name) {
        assertThat(REDACTOR.fields(Map.of(name, VALUE)).toString()).doesNotContain(VALUE);
        assertThat(REDACTOR.fields(Map.of("outer", List.of(Map.of(name, VALUE))))
                        .toString())
                .doesNotContain(VALUE);
        assertThat(REDACTOR.body("{\"a\":[{\"" + name + "\":{\"b\":\"" + VALUE + "\"}}]}", null, 500))
                .contains("\"a\"")
                .doesNotContain(VALUE);
        assertThat(REDACTOR.body("data: {\"" + name + "\":\"" + VALUE + "\"}\n\n", "text/event-stream", 500))
                .doesNotContain(VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quagga_ref", "quaggaRef", "okapi"})
    void name_inFormsTextsAndPairs_isHidden(String name) {
        assertThat(REDACTOR.body("a=1&" + name + "=" + VALUE, "application/x-www-form-urlencoded", 500))
                .contains("a=1")
                .doesNotContain(VALUE);
        assertThat(REDACTOR.text("failed for " + name + "=" + VALUE + " again"))
                .contains("failed for", "again")
                .doesNotContain(VALUE);
        assertThat(REDACTOR.text("failed for \"" + name + "\": \"" + VALUE + "\""))
                .doesNotContain(VALUE);
        assertThat(REDACTOR.body("{\"name\":\"" + name + "\",\"value\":\"" + VALUE + "\"}", null, 500))
                .doesNotContain(VALUE);
    }

    @Test
    void headersAndParameters_thatWereHarmless_areHiddenWhenDenied() {
        assertThat(REDACTOR.headers(Map.of("Accept-Language", List.of(VALUE), "Accept", List.of("text/html"))))
                .doesNotContainValue(VALUE)
                .containsValue("text/html");
        assertThat(REDACTOR.query("archived=" + VALUE + "&limit=3"))
                .doesNotContainValue(VALUE)
                .containsEntry("limit", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quagga", "ref", "ref_quagga", "quagga_old_ref", "okapis", "referee"})
    void name_withOtherWords_isShown(String name) {
        assertThat(REDACTOR.fields(Map.of(name, VALUE))).containsEntry(name, VALUE);
        assertThat(REDACTOR.body("{\"" + name + "\":\"" + VALUE + "\"}", null, 500))
                .contains(VALUE);
    }

    @Test
    void builtInNames_staysAsTheyAre_whateverIsAdded() {
        assertThat(REDACTOR.fields(Map.of("api_key", VALUE, "password", VALUE))).doesNotContainValue(VALUE);
        assertThat(REDACTOR.fields(Map.of("token_id", VALUE))).containsValue(VALUE);
    }

    @Test
    void bytesAndRules_agree_onRandomNames() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {"quagga", "Quagga", "ref", "Ref", "okapi", "_", "-", "x", "a", "2", "price"};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder("n");
            for (int part = random.nextInt(6); part >= 0; part--) {
                name.append(parts[random.nextInt(parts.length)]);
            }
            byte[] bytes = name.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            if (NameRules.isSecret(name.toString())) {
                assertThat(SecretWords.mayBeIn(bytes, 0, bytes.length))
                        .as("seed %d, %s", seed, name)
                        .isTrue();
            }
            assertThat(KnownNames.of(name.toString())).isEqualTo(NameRules.of(name.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "__", "p\u0430ssport"})
    void nameWithoutWords_isRefused(String name) {
        assertThatThrownBy(() -> DeniedNames.check(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("denied-names: '" + name + "': no words (expected: a name such as account_number)");
    }

    @Test
    void configuration_namesThemInTheFileAndInAVariable() {
        ConfigurationReader reader =
                ConfigurationReader.of(LoggingConfig.SECTION).environment(Map.of());
        LoggingConfig file = reader.read("sluice.yaml", "logging:\n  denied-names: [iban, account number]\n")
                .root(LoggingConfig.SECTION);
        LoggingConfig variable = ConfigurationReader.of(LoggingConfig.SECTION)
                .environment(Map.of("SLUICE__LOGGING__DENIED_NAMES", "iban, account number"))
                .defaults()
                .root(LoggingConfig.SECTION);

        assertThat(file.deniedNames()).containsExactly("iban", "account number");
        assertThat(variable.deniedNames()).containsExactly("iban", "account number");
        assertThatThrownBy(() -> reader.read("sluice.yaml", "logging:\n  denied-names: ['--']\n"))
                .hasMessageContaining("'--': no words");
    }
}

package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that somebody wrote into the file is in no message, and in no stack trace either. */
class SecretsInMessagesTest {
    private static final String CANARY = "canary-Zz93kfLq0TtYw8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "providers: {exa: {api-key: CANARY}}",
                "providers: {exa: {api-key-env: CANARY}}",
                "providers: {exa: {api-key-env: [CANARY]}}",
                "providers: {exa: {base-url: CANARY}}",
                "providers: {exa: {base-url: 'http://CANARY@host'}}",
                "providers: {exa: {CANARY: 1}}",
                "providers: {exa: CANARY}",
                "every: {password: {CANARY: 1}}",
                "every: {password: [CANARY]}",
                "every: {count: CANARY}",
                "every: {pause: CANARY}",
                "every: {max-body: CANARY}",
                "every: {budget: CANARY}",
                "every: {calendar: CANARY}",
                "every: {flag: CANARY}",
                "every: {price: CANARY}",
                "every: {address: 'http:// CANARY'}",
                "every: {address: 'CANARY:x'}",
                "every: {folder: \"CANARY\\0\"}",
                "every: {password: &CANARY x}",
                "every: {password: *CANARY}",
                "every: {password: !CANARY x}",
                "every: {password: !CANARY! x}",
                "every: {password: \"CANARY",
                "every: {password: CANARY: x}",
                "every:\n  password: CANARY: x",
                "every:\n  password: 'CANARY\n",
                "every:\n  password: @CANARY\n",
                "every:\n  password: CANARY\n\tcount: 1\n",
                "every: {*CANARY : 1}",
                "%TAG ! tag:CANARY\n%TAG ! tag:CANARY\n---\nevery: {}",
                "%YAML 9.9\n---\nCANARY",
                "CANARY",
                "- CANARY"
            })
    void secretInTheFile_isNeverRepeated(String yaml) {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> Bot.READER.read("bot.yaml", yaml.replace("CANARY", CANARY)));

        assertThat(refused).isNotNull();
        assertThat(stackTrace(refused))
                .startsWith(ConfigurationException.class.getName())
                .doesNotContain("Zz93kfLq0");
        assertThat(refused.getMessage()).startsWith("bot.yaml:").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"API_KEY", "API_KEY_ENV", "BASE_URL", "LIMITS__MAX_CONCURRENT", "LIMITS__MIN_DELAY"})
    void secretInAVariable_isNeverRepeated(String key) {
        ConfigurationReader reader = Bot.READER.environment(Map.of("SLUICE__PROVIDERS__EXA__" + key, CANARY));
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, reader::defaults);

        assertThat(stackTrace(refused))
                .contains("SLUICE__PROVIDERS__EXA__" + key)
                .doesNotContain("Zz93kfLq0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key", "api_key", "apikey", "api-token"})
    void literalKey_isAnsweredWithTheNameOfAVariable(String key) {
        assertThat(RefusalTest.refusal("providers: {exa: {" + key + ": sk-1}}"))
                .isEqualTo(
                        "bot.yaml:1:19: providers.exa." + key + ": unknown key (expected: api-key-env, the name of an"
                                + " environment variable; secrets do not belong in this file)");
    }

    @Test
    void literalSecretAsVariableName_isRefused() {
        assertThat(RefusalTest.refusal("providers: {exa: {api-key-env: sk-1}}"))
                .isEqualTo(
                        "bot.yaml:1:32: providers.exa.api-key-env: not a name (expected: the name of an environment variable,"
                                + " in capitals, such as EXA_API_KEY; never the secret itself)");
    }

    @Test
    void shortHarmlessValues_areQuoted() {
        assertThat(RefusalTest.refusal("every: {count: many}")).contains("'many'");
        assertThat(RefusalTest.refusal("every: {count: " + "x".repeat(41) + "}"))
                .doesNotContain("xx");
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.foundation.config.ConfigurationReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten wrong files, one wrong variable and one misplaced secret, and the one line that each is answered with. To see them:
 * {@code mvn -pl ratelimit-core -am test -Dtest=BadYamlTourTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class BadYamlTourTest {
    private static final String FOLDER = "/bad-yaml/";
    private static final String VARIABLE = "# SLUICE__";
    private static final List<String> MESSAGES = text("messages.txt").lines().toList();
    private static final StringBuilder TOUR = new StringBuilder();

    static List<String> messages() {
        return MESSAGES;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void wrongFile_isAnsweredWithALineToActOn(String message) {
        String file = message.substring(0, message.indexOf(".yaml") + 5);
        String yaml = text(file);
        ConfigurationException refusal = catchThrowableOfType(
                ConfigurationException.class, () -> reader(yaml).read(file, yaml));

        assertThat(refusal).as(file).isNotNull();
        String said = file + " | " + refusal.getMessage();
        TOUR.append('\n')
                .append(yaml.indent(4))
                .append("  ")
                .append(refusal.getMessage())
                .append('\n');
        assertThat(said).isEqualTo(message);
    }

    @Test
    void everyMessage_saysPlacePathFactAndWhatWasExpected() {
        assertThat(MESSAGES)
                .hasSize(12)
                .allMatch(message -> message.contains("expected: "))
                .allMatch(message ->
                        message.matches("\\d\\d-[a-z-]+\\.yaml \\| (\\d\\d-[a-z-]+\\.yaml:\\d+:\\d+|SLUICE__\\w+): .*"))
                .noneMatch(message -> message.contains("sk-live"));
    }

    @AfterAll
    static void show() {
        System.out.println(TOUR);
    }

    private static ConfigurationReader reader(String yaml) {
        Map<String, String> environment = Map.of();
        if (yaml.startsWith(VARIABLE)) {
            String[] variable =
                    yaml.lines().findFirst().orElseThrow().substring(2).split("=");
            environment = Map.of(variable[0], variable[1]);
        }
        return ConfigurationReader.of(LimitsConfig.SECTION)
                .environment(environment)
                .providers(ShippedLimits.PROVIDERS);
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(BadYamlTourTest.class.getResourceAsStream(FOLDER + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new AssertionError(name, failed);
        }
    }
}

package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DifferencesTest {
    @Test
    void sameValues_doNotDiffer_howeverTheyAreWritten() {
        Configuration written =
                Bot.READER.read("a", "providers: { exa: { limits: { max-concurrent: 10, delay_seconds: 0.15 } } }");

        assertThat(written.differences(Bot.READER.defaults())).isEmpty();
        assertThat(Bot.READER.defaults().differences(written)).isEmpty();
    }

    @Test
    void everySectionThatDiffers_isNamedByItsPath() {
        Configuration written = Bot.READER.read("a", """
                every: { count: 9 }
                providers:
                  exa: { limits: { max-concurrent: 9 }, api-key-env: OTHER }
                  daytona: { sandbox: { disks: 9 } }
                """);

        assertThat(written.differences(Bot.READER.defaults()))
                .containsExactly("every", "providers.daytona.sandbox", "providers.exa", "providers.exa.limits");
        assertThat(Bot.READER.defaults().differences(written)).hasSize(4);
    }

    @Test
    void otherSections_cannotBeCompared() {
        Configuration other = ConfigurationReader.of(Bot.EVERY).defaults();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.differences(Bot.READER.defaults()))
                .withMessage("configuration of other sections (expected: of the same reader)");
    }
}

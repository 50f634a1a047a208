package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.ratelimit.LimitsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sluice.yaml} claims to be the shipped configuration. */
class SampleConfigurationTest {
    private static final Path SAMPLE =
            Files.exists(Path.of("sluice.yaml")) ? Path.of("sluice.yaml") : Path.of("examples/sluice.yaml");

    @ParameterizedTest
    @ValueSource(strings = {"polymarket", "exa", "openrouter", "daytona"})
    void sample_isWhatShips(String provider) {
        try (Sluice sluice =
                Sluice.builder().config(SAMPLE).environment(Map.of()).build()) {
            assertThat(sluice.configuration().provider(provider, LimitsConfig.SECTION))
                    .isEqualTo(LimitsConfig.defaultsFor(provider));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polymarket", "exa", "openrouter", "daytona"})
    void sample_namesTheProvider(String provider) throws Exception {
        assertThat(Files.readString(SAMPLE)).contains("\n  " + provider + ":\n");
    }
}

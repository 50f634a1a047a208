package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user gets wrong costs one line and exit code 2, and nothing was started or made. */
class CommandLineErrorsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void unknownOption() {
        assertThat(run(Map.of(), "--bogus")).isEqualTo(2);
        assertOneLine("--bogus");
    }

    @Test
    void help_exitsWithZero() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--intervals");
        assertThat(err.size()).isZero();
    }

    @Test
    void badConfiguration_namesThePlaceAndTheNearestKey() throws IOException {
        Path yaml = Files.writeString(
                directory.resolve("sluice.yaml"), "providers:\n  exa:\n    limits:\n      min-delai: 150ms\n");
        assertThat(run(Map.of(), "--config", yaml.toString(), "--out", target()))
                .isEqualTo(2);
        assertOneLine("sluice.yaml:4:7", "min-delai", "min-delay");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void absentConfiguration() {
        assertThat(run(Map.of(), "--config", directory.resolve("none.yaml").toString(), "--out", target()))
                .isEqualTo(2);
        assertOneLine("none.yaml");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void badEnvironmentOverride_namesTheVariable() {
        Map<String, String> environment = Map.of("SLUICE__PROVIDERS__EXA__LIMITS__MAX_CONCURRENT", "many");
        assertThat(run(environment, "--out", target())).isEqualTo(2);
        assertOneLine("SLUICE__PROVIDERS__EXA__LIMITS__MAX_CONCURRENT");
    }

    @Test
    void unwritableOut() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));
        assertThat(run(Map.of(), "--out", file.resolve("below").toString())).isEqualTo(2);
        assertOneLine("--out", "a-file", "cannot be written");
    }

    @Test
    void live_namesEveryMissingKey() {
        assertThat(run(Map.of("OPENROUTER_API_KEY", "sk-or-1"), "--live", "--mode", "code", "--out", target()))
                .isEqualTo(2);
        assertOneLine("EXA_API_KEY, DAYTONA_API_KEY");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .doesNotContain("OPENROUTER_API_KEY")
                .doesNotContain("sk-or-1");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void plantedKeyThatIsNone_isNotShown() {
        assertThat(run(Map.of("SLUICE_DEMO_KEY", "canary\u0007bell"), "--out", target()))
                .isEqualTo(2);
        assertOneLine("SLUICE_DEMO_KEY");
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("canary");
    }

    private String target() {
        return directory.resolve("out").toString();
    }

    private int run(Map<String, String> environment, String... args) {
        return DemoMain.run(args, environment, new Drain(), stream(out), stream(err));
    }

    private void assertOneLine(String... parts) {
        String line = err.toString(StandardCharsets.UTF_8);
        assertThat(line).startsWith("demo: ").endsWith(System.lineSeparator()).contains(parts);
        assertThat(line.strip().lines()).hasSize(1);
        assertThat(out.size()).isZero();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}

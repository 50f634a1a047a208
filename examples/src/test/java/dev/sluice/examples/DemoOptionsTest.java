package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    @Test
    void nothingGiven_givesTheDefaults() {
        DemoOptions options = DemoOptions.parse().orElseThrow();
        assertThat(options.intervals()).isEqualTo(20);
        assertThat(options.mode()).isEqualTo(Mode.DIRECT);
        assertThat(options.concurrency()).isEqualTo(8);
        assertThat(options.config()).isNull();
        assertThat(options.out()).isNull();
        assertThat(options.live()).isFalse();
        assertThat(options.faults()).isEmpty();
    }

    @Test
    void everythingGiven_isTaken() {
        DemoOptions options = DemoOptions.parse(
                        "--intervals=5",
                        "--mode",
                        "code",
                        "--concurrency",
                        "3",
                        "--config",
                        "a.yaml",
                        "--out",
                        "o",
                        "--seed",
                        "9",
                        "--fault",
                        "exa:429:2",
                        "--fault",
                        "daytona:503:1")
                .orElseThrow();
        assertThat(options.intervals()).isEqualTo(5);
        assertThat(options.mode()).isEqualTo(Mode.CODE);
        assertThat(options.concurrency()).isEqualTo(3);
        assertThat(options.config()).isEqualTo(Path.of("a.yaml"));
        assertThat(options.out()).isEqualTo(Path.of("o"));
        assertThat(options.seed()).isEqualTo(9);
        assertThat(options.faults()).containsExactly(new FaultOrder("exa", 429, 2), new FaultOrder("daytona", 503, 1));
    }

    @Test
    void help_isNoRun_andNamesEveryOption() {
        assertThat(DemoOptions.parse("--help")).isEmpty();
        assertThat(DemoOptions.help())
                .contains(
                        "--intervals",
                        "--mode",
                        "--concurrency",
                        "--config",
                        "--out",
                        "--live",
                        "--fault",
                        "--seed",
                        "130");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--intervalls 5          | Unknown options: '--intervalls'",
                "stray                   | Unmatched argument",
                "--intervals x           | 'x' is not an int",
                "--intervals 0           | --intervals 0: out of range (expected 1 to 100000)",
                "--concurrency 257       | --concurrency 257: out of range (expected 1 to 256)",
                "--mode both             | --mode",
                "--intervals             | Missing required parameter",
                "--seed 1.5              | '1.5' is not a long",
                "--fault exa:429         | expected PROVIDER:STATUS:SECONDS",
                "--fault exa:200:1       | expected PROVIDER:STATUS:SECONDS",
                "--fault nobody:429:1    | one of [polymarket, exa, openrouter, daytona]",
                "--live --fault exa:429:1| not with --live",
            })
    void wrong_isOneLineThatSaysWhy(String line, String expected) {
        assertThatThrownBy(() -> DemoOptions.parse(line.strip().split(" ")))
                .isInstanceOf(UsageException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").contains(expected.strip()));
    }
}

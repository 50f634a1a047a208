package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "1B, 1",
        "16KB, 16000",
        "16KiB, 16384",
        "16MB, 16000000",
        "1MiB, 1048576",
        "1GB, 1000000000",
        "2GiB, 2147483648",
        "9223372036854775807B, 9223372036854775807"
    })
    void dataSize_isANumberAndItsUnit(String text, long bytes) {
        assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "16",
                "MB",
                "1.5MB",
                "-1B",
                "16 MB",
                "16mb",
                "16TB",
                "9223372036854775808B",
                "9999999999999GiB"
            })
    void dataSize_refusesAnythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSize.parse(text))
                .withMessageContaining("expected: ");
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "20%, 0.2", "0.5%, 0.005", "33.3 %, 0.333", "100%, 1", "100.0%, 1"})
    void ratio_isAPercentage(String text, double value) {
        assertThat(Ratio.parse(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "0.2", "20", "-1%", "101%", "100.1%", "1e1%", "20 percent", "NaN%"})
    void ratio_refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.parse(text)).withMessageContaining("expected: ");
    }

    @Test
    void constructors_checkTheirRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DataSize(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ratio(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ratio(-0.01));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ratio(Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({
        "maxConcurrent, max-concurrent",
        "per, per",
        "apiKeyEnv, api-key-env",
        "baseURL, base-url",
        "HTTPVersion, http-version",
        "http2Enabled, http2-enabled"
    })
    void componentNames_becomeKebabCase(String name, String key) {
        assertThat(Keys.ofComponent(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "abc, abc, 0",
        "abc, acb, 1",
        "kitten, sitting, 3",
        "min-delai, min-delay, 1",
        "ca, abc, 3"
    })
    void editDistance_countsSlips(String from, String to, int distance) {
        assertThat(EditDistance.between(from, to)).isEqualTo(distance);
        assertThat(EditDistance.between(to, from)).isEqualTo(distance);
    }

    @Test
    void nearest_suggestsOnlyWhatIsClose() {
        List<String> known = List.of("limits", "retry", "http", "circuit-breaker");

        assertThat(Keys.nearest("limit", known)).isEqualTo("limits");
        assertThat(Keys.nearest("rtery", known)).isEqualTo("retry");
        assertThat(Keys.nearest("circuit_braeker", known)).isEqualTo("circuit-breaker");
        assertThat(Keys.nearest("HTTP", known)).isEqualTo("http");
        assertThat(Keys.nearest("webhooks", known)).isNull();
        assertThat(Keys.nearest("x".repeat(100_000), known)).isNull();
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it takes permits as fast as it can: the next one knows of every permit it was given. */
@Timeout(60)
class KilledProcessTest {
    private static final int PERMITS = 200;

    @TempDir
    Path directory;

    @Test
    void charges_surviveAKill() throws Exception {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Spender.class.getName(),
                        file().toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            while (told.size() < PERMITS) {
                told.add(output.readLine());
            }
            assertThatThrownBy(() -> limiters(file()))
                    .isInstanceOf(StateFileException.class)
                    .hasMessageEndingWith(": in use by another process (expected: one Limiters per file)");

            child.toHandle().destroyForcibly(); // Process.destroyForcibly would close the output before it is read
            output.lines().forEach(told::add);
        }
        child.waitFor();

        assertThat(told).doesNotContainNull();
        long got = told.stream().filter("permit"::equals).count();
        try (Limiters limiters = limiters(file())) {
            LimiterSnapshot.Stage provider =
                    limiters.limiter("openrouter").snapshot().provider();
            long charged = 1_000_000 - provider.quotas().get(0).remaining();
            assertThat(charged).as("one at most was written and not told").isBetween(got, got + 1);
            assertThat(provider.budgets().get(0).remaining())
                    .isEqualByComparingTo(new BigDecimal("1000").subtract(BigDecimal.valueOf(charged, 2)));
        }
    }

    private Path file() {
        return directory.resolve("limits.state");
    }

    private static Limiters limiters(Path file) {
        LimitsConfig config = LimitsConfig.of(1, Duration.ZERO)
                .withQuotas(
                        QuotaConfig.sliding("rpd", 1_000_000, Duration.ofDays(1)),
                        QuotaConfig.budget("usd", new BigDecimal("1000"), Duration.ofDays(1)));
        return Limiters.builder(provider -> config)
                .time(TimeSource.system())
                .stateFile(file)
                .build();
    }

    /** The process to be killed. */
    static final class Spender {
        private Spender() {}

        public static void main(String[] arguments) throws InterruptedException, IOException {
            Limiters limiters = limiters(Path.of(arguments[0]));
            Limiter limiter = limiters.limiter("openrouter");
            AcquireRequest request = AcquireRequest.one().cost("usd", new BigDecimal("0.01"));
            try (PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
                while (!out.checkError()) {
                    limiter.acquire(request).close();
                    out.println("permit");
                }
            }
        }
    }
}

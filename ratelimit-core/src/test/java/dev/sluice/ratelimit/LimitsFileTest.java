package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a file is followed is {@code ConfigurationWatch}'s and tested there by hand-turned time; here the parts are put together. */
class LimitsFileTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SLUICE__PROVIDERS__DAYTONA__LIMITS__MIN_DELAY", "2s");

    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private Path file;
    private Limiters limiters;

    @BeforeEach
    void openLimiters() throws IOException {
        file = Files.writeString(
                folder.resolve("limits.yaml"), "providers:\n  exa: { limits: { max-concurrent: 3, min-delay: 0s } }\n");
        limiters = Limiters.builder(file)
                .environment(ENVIRONMENT)
                .watch(Duration.ofMillis(4))
                .listener(new Recorder())
                .build();
    }

    @AfterEach
    void closeLimiters() {
        limiters.close();
    }

    @Test
    void fileMayName_whereChargesAreKept() throws IOException {
        Path state = folder.resolve("limits.state");
        Files.writeString(file, "limits-state: { file: " + state + " }\n");
        try (Limiters first = Limiters.builder(file).environment(Map.of()).build()) {
            assertThat(first.limiter("exa")).isNotNull();
            assertThat(state).exists();
            assertThatThrownBy(
                            () -> Limiters.builder(file).environment(Map.of()).build())
                    .isInstanceOf(StateFileException.class);
        }
    }

    @Test
    void file_andEnvironment_giveTheLimits() {
        assertThat(limiters.limiter("exa").snapshot().provider().maxConcurrent())
                .isEqualTo(3);
        limiters.limiter("daytona").acquireAsync(AcquireRequest.one());

        assertThat(limiters.limiter("daytona").snapshot().provider().nextSlot()).isGreaterThan(Duration.ofSeconds(1));
        assertThat(limiters.limiter("polymarket").snapshot().provider().maxConcurrent())
                .isEqualTo(10);
    }

    @Test
    void changedFile_isInForce_forLimitersThatExistAndThoseToCome() throws Exception {
        limiters.limiter("exa");
        Files.writeString(
                file,
                "providers:\n  exa: { limits: { max-concurrent: 5 } }\n  mine: { limits: { max-concurrent: 6 } }\n");

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("exa 5");
        assertThat(limiters.limiter("mine").snapshot().provider().maxConcurrent())
                .isEqualTo(6);
    }

    @Test
    void invalidFile_isRefusedWhole_andALaterGoodOneApplied() throws Exception {
        limiters.limiter("exa");
        replace("providers:\n  exa:\n    limits:\n      max-concurrent: 5\n      min-delai: 1s\n");

        assertThat(heard.poll(10, TimeUnit.SECONDS))
                .isEqualTo("refused " + file + ":5:7: providers.exa.limits.min-delai: unknown key (expected: one of"
                        + " max-concurrent, min-delay, reserve-critical, quotas, groups, leases, pause-cap, adaptive, budget; did you mean"
                        + " min-delay?)");
        assertThat(limiters.limiter("exa").snapshot().provider().maxConcurrent())
                .isEqualTo(3);
        replace("providers: { exa: { limits: { max-concurrent: 8 } } }\n");

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("exa 8");
    }

    @Test
    void refusedFile_opensNothing() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "providers: { exa: { retry: {} } }\n");

        assertThatThrownBy(() -> Limiters.open(bad))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(bad + ":1:21: providers.exa.retry: unknown key (expected: limits)");
    }

    @Test
    void intervalOfNothing_isRefusedBeforeAnythingIsOpened() {
        Limiters.Builder builder = Limiters.builder(file);

        assertThatThrownBy(() -> builder.watch(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval: PT0S (expected: above zero)");
    }

    @Test
    void opened_withThePlainMethod_works() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.yaml"));

        try (Limiters shipped = Limiters.open(empty)) {
            assertThat(shipped.limiter("daytona").snapshot().provider().maxConcurrent())
                    .isEqualTo(2);
        }
    }

    /** As editors do that care: a half-written file is never seen. */
    private void replace(String yaml) throws IOException {
        Path other = Files.writeString(folder.resolve("limits.yaml~"), yaml);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes down changes and refusals. */
    private final class Recorder implements LimiterListener {
        @Override
        public void onReconfigured(String limiter, LimitsConfig config) {
            heard.add(limiter + " " + config.maxConcurrent());
        }

        @Override
        public void onReloadRefused(RuntimeException why) {
            heard.add("refused " + why.getMessage());
        }
    }
}

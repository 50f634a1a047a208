package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ratelimit.LimiterListener;
import dev.sluice.ratelimit.LimitsConfig;
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

class LiveConfigurationTest {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private Path file;
    private Sluice sluice;

    @BeforeEach
    void open() throws IOException {
        file = write("limits: { max-concurrent: 3 }");
        sluice = Sluice.builder()
                .config(file)
                .environment(Map.of())
                .watch(Duration.ofMillis(4))
                .limiterListener(new Recorder())
                .build();
        sluice.limiters().limiter("fixture");
    }

    @AfterEach
    void close() {
        sluice.close();
    }

    @Test
    void changedLimits_areInForce_andOtherSectionsCountFromTheNextStartOn() throws Exception {
        write("limits: { max-concurrent: 4 }, retry: { max-attempts: 9 }, api-key-env: OTHER");

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("fixture 4");
        assertThat(sluice.limiters()
                        .limiter("fixture", "made-later")
                        .snapshot()
                        .provider()
                        .maxConcurrent())
                .isEqualTo(4);
        assertThat(sluice.configuration()
                        .provider("fixture", RetryConfig.SECTION)
                        .maxAttempts())
                .isEqualTo(3);
        assertThat(sluice.configuration()
                        .provider("fixture", LimitsConfig.SECTION)
                        .maxConcurrent())
                .isEqualTo(3);
    }

    @Test
    void mistakeInAnySection_refusesTheWhole() throws Exception {
        write("limits: { max-concurrent: 4 }, retry: { max-atempts: 9 }");

        assertThat(heard.poll(10, TimeUnit.SECONDS))
                .startsWith("refused " + file + ":1:")
                .contains("providers.fixture.retry.max-atempts: unknown key")
                .endsWith("did you mean max-attempts?)");
        write("limits: { max-concurrent: 5 }");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("fixture 5");
    }

    private Path write(String ofFixture) throws IOException {
        Path other =
                Files.writeString(folder.resolve("sluice.yaml~"), "providers: { fixture: { " + ofFixture + " } }\n");
        return Files.move(
                other,
                folder.resolve("sluice.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
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

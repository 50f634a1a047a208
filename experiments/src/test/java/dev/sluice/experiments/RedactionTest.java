package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.redaction.RegisteredSecrets;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
    private static final String CANARY = "canary-4f9d1c7e2b8a";
    private static final Secret KEY = Secret.of(CANARY);

    @TempDir
    Path directory;

    @BeforeEach
    void register() {
        RegisteredSecrets.register(KEY);
    }

    @AfterEach
    void forget() {
        RegisteredSecrets.forget(KEY);
    }

    @Test
    void secretInEveryPlaceABotCanPutIt_isInNoFile() throws IOException {
        ExperimentConfig config = Runs.CONFIG
                .withSettings(Map.of("note", "key " + CANARY, "api_key", "unregistered-value-1"))
                .withMetadata(Map.of("url", "https://h/p?key=" + CANARY));
        try (Experiment experiment = Experiment.open(config, directory, VirtualTime.manual())) {
            try (Interval interval = experiment.begin("0001", Map.of("market", CANARY))) {
                for (AuditPart part : AuditPart.values()) {
                    interval.audit(part, part + " says " + CANARY + " twice: " + CANARY);
                }
                interval.snippets(List.of("https://h/" + CANARY));
                interval.decide(
                        new Decision(CANARY, CANARY, BigDecimal.ONE, Map.of("nested", List.of(Map.of("k", CANARY)))));
            }
            experiment.begin("0002", Map.of()).fail("401 for " + CANARY);
            experiment.exportEvaluation();
            experiment.fail("gave up: " + CANARY);
        }
        for (Path file : files()) {
            assertThat(Files.readString(file))
                    .as("%s", file)
                    .doesNotContain(CANARY)
                    .doesNotContain("unregistered-value-1");
        }
    }

    @Test
    void experimentWithARedactedSetting_canBeContinued() {
        ExperimentConfig config = Runs.CONFIG.withSettings(Map.of("note", CANARY, "temperature", 0.1));
        Experiment.open(config, directory, VirtualTime.manual()).close();
        try (Experiment again = Experiment.open(config, directory, VirtualTime.manual())) {
            assertThat(again.recovery().records()).isEqualTo(1);
        }
    }

    @Test
    void longText_isKeptWhole_butForTheSecret() {
        String line = "x".repeat(99) + "\n";
        String text = line.repeat(2_000) + CANARY + "\n" + line.repeat(10);
        assertThat(Redaction.text(text)).isEqualTo(text.replace(CANARY, Secret.REDACTED));
    }

    @Test
    void longTextWithoutLineBreaks_isKeptWhole() {
        String text = "word ".repeat(40_000);
        assertThat(Redaction.text(text)).isEqualTo(text);
        assertThat(Redaction.text("")).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(4);
            return files;
        }
    }
}

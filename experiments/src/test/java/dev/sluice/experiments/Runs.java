package dev.sluice.experiments;

import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Experiments as the tests of this module run them. */
final class Runs {
    static final ExperimentConfig CONFIG = ExperimentConfig.of("exp-1", 4, "code", "openai/gpt-4o-mini")
            .withSettings(Map.of("temperature", 0.1, "stake", new BigDecimal("10.00")))
            .withMetadata(Map.of("host", "lab"));

    private Runs() {}

    static Experiment open(Path directory, VirtualTime time) {
        return Experiment.open(CONFIG, directory, time);
    }

    static Decision buy(String odds) {
        return new Decision(
                "BUY", "odds are low", new BigDecimal(odds), Map.of("size_usd", new BigDecimal("0.00000010")));
    }

    static void decide(Experiment experiment, String intervalId) {
        try (Interval interval = experiment.begin(intervalId, Map.of("market", "will-it-rain"))) {
            interval.audit(AuditPart.INPUT_PROMPT, "prompt of " + intervalId);
            interval.audit(AuditPart.GENERATED_CODE, "print('BUY')");
            interval.audit(AuditPart.RAW_SANDBOX_OUTPUT, "BUY\n");
            interval.snippets(List.of("s1", "s2"));
            interval.decide(buy("0.620"));
        }
    }

    static JsonNode json(Path file) {
        return Json.MAPPER.readTree(bytes(file));
    }

    static List<JournalRecord> records(Path journal) {
        List<JournalRecord> records = new ArrayList<>();
        JournalReader.scan(journal, records::add);
        return records;
    }

    static List<JournalRecord> records(Path journal, RecordType type) {
        return records(journal).stream().filter(entry -> entry.type() == type).toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

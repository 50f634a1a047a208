package dev.sluice.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The texts this project started from, read where they are: the folder named by {@code -Dsluice.seeds}, or {@code seeds} beside the
 * specifications. They are not part of this repository; where they are absent the test that asks is skipped, with a notice.
 */
final class Seeds {
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\\s*\\n(.*?)```", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Seeds() {}

    /** The text of the guide to completion logging. */
    static String completionLogging() {
        String specs = System.getProperty("sluice.specs", "");
        Path folder = Path.of(System.getProperty("sluice.seeds", specs.isEmpty() ? "" : specs + "/../seeds"));
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            List<Path> guides = files.filter(
                            file -> file.getFileName().toString().startsWith("003_"))
                    .toList();
            if (guides.isEmpty()) {
                String notice = "SKIPPED: no seeds (expected a folder named by -Dsluice.seeds)";
                System.out.println(notice);
                Assumptions.abort(notice);
            }
            return Files.readString(guides.get(0));
        } catch (IOException unreadable) {
            throw new IllegalStateException("seeds cannot be read", unreadable);
        }
    }

    /** Its JSON examples, in order: the settings, then one of each event. */
    static List<String> examples() {
        Matcher blocks = JSON_BLOCK.matcher(completionLogging());
        return blocks.results().map(block -> block.group(1)).toList();
    }

    static JsonNode example(String eventType) {
        List<JsonNode> found = examples().stream()
                .map(JSON::readTree)
                .filter(json -> json.path("event_type").asString("").equals(eventType))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(eventType + ": " + found.size() + " examples (expected: 1)");
        }
        return found.get(0);
    }
}

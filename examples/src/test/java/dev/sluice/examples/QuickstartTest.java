package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SimulatorsExtension.class)
class QuickstartTest {
    @Test
    void exampleOfTheReadme_getsAnAnswer(Simulators simulators) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Sluice sluice = Sluice.builder()
                .environment(Map.of())
                .credential("openrouter", Secret.of("sk-any-key"))
                .baseUrl("openrouter", simulators.baseUrls().get("openrouter"))
                .baseUrl("polymarket", "gamma", simulators.baseUrls().get("polymarket_gamma"))
                .build()) {
            Quickstart.ask(sluice);
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isNotBlank();
    }

    @Test
    void exampleOfTheReadme_isThisClass() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String example = readme.split("```java\n", 2)[1].split("```", 2)[0];
        List<String> shown = example.lines()
                .map(line -> line.replaceFirst(" +//.*", "").strip())
                .toList();
        List<String> compiled = Files.readString(Path.of("src/main/java/dev/sluice/examples/Quickstart.java"))
                .lines()
                .map(String::strip)
                .toList();
        assertThat(shown).hasSizeGreaterThan(8);
        assertThat(compiled).containsAll(shown);
    }
}

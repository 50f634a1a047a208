package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.examples.OpenRouterExamples.Decision;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.tools.ToolLoopResult;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of clients-openrouter's README, against the simulator. */
@ExtendWith(SimulatorsExtension.class)
class OpenRouterExamplesTest {
    @Test
    void examples_againstTheSimulator_run(Simulators simulators) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);

            OpenRouterExamples.stream(client, new PrintStream(printed, true, StandardCharsets.UTF_8));
            Decision decision = OpenRouterExamples.decide(client);
            ToolLoopResult told = OpenRouterExamples.askWithTools(client);

            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("I have read")
                    .contains("totalTokens=");
            assertThat(decision.side()).isNotNull();
            assertThat(decision.reasons()).hasSize(1);
            assertThat(told.text()).contains("12.40");
            assertThat(told.usage().cost()).isPositive();
        }
        assertThat(simulators.openRouter().report().violations()).isZero();
    }

    @Test
    void readme_showsTheseVeryLines() throws IOException {
        String readme = Files.readString(Path.of("../clients-openrouter/README.md"));
        List<String> sections = Stream.of(
                        Files.readString(Path.of("src/main/java/dev/sluice/examples/OpenRouterExamples.java"))
                                .split("    // ----.*\n"))
                .map(section -> "```java\n" + section.stripTrailing().stripIndent() + "\n```")
                .toList();

        assertThat(sections).hasSize(5);
        assertThat(readme).contains(sections.subList(1, 4));
    }
}

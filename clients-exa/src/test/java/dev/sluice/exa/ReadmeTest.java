package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.exa.answer.AnswerChunk;
import dev.sluice.exa.answer.AnswerRequest;
import dev.sluice.exa.answer.AnswerStream;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.research.ResearchTask;
import dev.sluice.exa.search.Contents;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import dev.sluice.foundation.Secret;
import dev.sluice.simulators.Latency;
import dev.sluice.simulators.SimulatorOptions;
import dev.sluice.simulators.Simulators;
import dev.sluice.testsupport.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The README's examples: these very lines, compiled, and run against the simulator. */
class ReadmeTest {
    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withLatency(Latency.ofMillis(1, 5)));
    private final Sluice sluice = Sluice.builder()
            .environment(Map.of())
            .baseUrl("exa", simulators.baseUrls().get("exa"))
            .credential("exa", Secret.of(ExaServer.KEY))
            .time(VirtualTime.autoAdvancing())
            .build();

    @AfterEach
    void stop() {
        sluice.close();
        simulators.close();
    }

    @Test
    void searchWithContents() {
        assertThat(printedBy(() -> search(sluice, Instant.parse("2026-11-20T08:00:00Z"))))
                .contains("rain forecast Zurich Sunday", "https://", "cost: $0.010");
    }

    @Test
    void answerStream() {
        assertThat(printedBy(() -> answer(sluice)))
                .contains("On Why did SpaceX's valuation rise?", "https://", "cost: $0.005");
    }

    @Test
    void researchTask() {
        assertThat(printedBy(() -> research(sluice))).contains("# Which ants are like honeypot ants?");
    }

    @Test
    void readme_showsTheseVeryLines() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String source = Files.readString(Path.of("src/test/java/dev/sluice/exa/ReadmeTest.java"));
        for (String method : new String[] {"search", "answer", "research"}) {
            assertThat(readme).contains("```java\n" + shown(source, method) + "\n```");
        }
    }

    /** The lines of a method, without its braces. */
    private static String shown(String source, String method) {
        int head = source.indexOf("    private static void " + method + "(");
        int begin = source.indexOf("{\n", head) + 2;
        return source.substring(begin, source.indexOf("\n    }\n", begin))
                .stripIndent()
                .stripTrailing();
    }

    private static void search(Sluice sluice, Instant decisionTime) {
        ExaClient exa = sluice.client(ExaClient.class);
        SearchResponse found = exa.search(SearchRequest.builder("rain forecast Zurich Sunday")
                .category("news")
                .numResults(5)
                .publishedUntil(decisionTime) // a back test must not read the future
                .contents(Contents.builder().text(2_000).build())
                .build());
        found.results().forEach(page -> System.out.println(page.title() + " " + page.url()));
        found.failures().forEach(page -> System.out.println("not fetched: " + page.id()));
        System.out.println("cost: $" + found.costDollars().total());
    }

    private static void answer(Sluice sluice) {
        ExaClient exa = sluice.client(ExaClient.class);
        AnswerRequest question = AnswerRequest.of("Why did SpaceX's valuation rise?");
        try (AnswerStream answer = exa.answerStream(question)) {
            for (AnswerChunk chunk : answer) {
                System.out.print(chunk.text());
            }
            answer.soFar().citations().forEach(page -> System.out.println(page.url()));
            System.out.println("cost: $" + answer.soFar().costDollars().total());
        }
    }

    private static void research(Sluice sluice) throws InterruptedException {
        ResearchClient research = sluice.client(ExaClient.class).research();
        ResearchRequest ants = ResearchRequest.of("Which ants are like honeypot ants?");
        ResearchTask task = research.run(ants, Duration.ofMinutes(10));
        System.out.println(task.isCompleted() ? task.output().content() : "goes on: " + task.researchId());
    }

    private static String printedBy(Printing example) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            example.run();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private interface Printing {
        void run() throws InterruptedException;
    }
}

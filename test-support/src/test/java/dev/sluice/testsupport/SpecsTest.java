package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.opentest4j.TestAbortedException;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
@ResourceLock(Resources.SYSTEM_OUT)
class SpecsTest {
    @TempDir
    Path root;

    private final String configured = System.getProperty(Specs.PROPERTY, "");
    private final PrintStream standard = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void pointAtFolder() throws IOException {
        Path examples = Files.createDirectories(root.resolve("acme/examples"));
        Files.writeString(examples.resolve("one.response.json"), "{\"price\":0.10}");
        Files.writeString(examples.resolve("INDEX.json"), """
                [{"name":"one","kind":"recorded","path":"/a","status":201,"headers":{"x":"1"},"files":{"response.json":"one.response.json"}},
                 {"name":"two","kind":"docs-example","files":{}}]""");
        System.setProperty(Specs.PROPERTY, root.toString());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setProperty(Specs.PROPERTY, configured);
        System.setOut(standard);
    }

    @Test
    void of_absentFolder_skipsWithAPrintedNotice() {
        assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> Specs.of("nobody"));
        assertThat(printed()).contains("SKIPPED", "nobody", Specs.PROPERTY);
    }

    @Test
    void of_noPropertyAtAll_skips() {
        System.clearProperty(Specs.PROPERTY);
        assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> Specs.of("acme"));
    }

    @Test
    void examples_giveMetaAndFiles() {
        List<SpecExample> recorded = Specs.of("acme").examples("examples", SpecExample::recorded);

        assertThat(recorded).extracting(SpecExample::name).containsExactly("one");
        SpecExample one = recorded.get(0);
        assertThat(one.status(200)).isEqualTo(201);
        assertThat(one.isAt("/a")).isTrue();
        assertThat(one.headers()).containsEntry("x", "1");
        assertThat(one.json("response.json").path("price").decimalValue()).isEqualTo("0.10");
        assertThat(one.has("request.json")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.bytes("request.json"))
                .withMessageContaining("response.json");
    }

    @Test
    void files_areSortedAndRelative() {
        assertThat(Specs.of("acme").files("examples", name -> name.endsWith(".json")))
                .containsExactly("examples/INDEX.json", "examples/one.response.json");
    }

    @Test
    void cases_printHowManyRan_andRunEach() throws Throwable {
        List<String> seen = new ArrayList<>();
        for (DynamicTest test : Specs.of("acme")
                .cases("words", List.of("a", "b"), word -> word, seen::add)
                .toList()) {
            test.getExecutable().execute();
        }
        assertThat(seen).containsExactly("a", "b");
        assertThat(printed()).contains("specifications of acme: words: 2 cases");
    }

    @Test
    void cases_nothingMatched_fails() {
        Specs specs = Specs.of("acme");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> specs.cases("words", List.<String>of(), word -> word, word -> {}))
                .withMessageContaining("no case matched");
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}

package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.event.EventSamples;
import dev.sluice.logging.event.EventTable;
import dev.sluice.logging.event.Lines;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other back ends than Logback, each in a process of its own, because a process has one. */
class BackEndsTest {
    private static final String CANARY = "canary-5f0c1d2e3b4a";

    @TempDir
    private Path directory;

    private String run(String what, boolean logback, String jar) throws IOException, InterruptedException {
        String own = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator, -1))
                .filter(entry -> logback || !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
        Path extra = Path.of("target", "back-ends", jar).toAbsolutePath();
        assertThat(extra).exists();
        Path output = directory.resolve("output");
        Path configuration = Files.writeString(
                directory.resolve("logback.xml"),
                "<configuration><include resource=\"dev/sluice/logging/sluice-logback.xml\"/>"
                        + "<root level=\"INFO\"><appender-ref ref=\"SLUICE_JSON\"/></root></configuration>");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=" + configuration,
                        "-Dsluice.log.file=" + directory.resolve("log.jsonl"),
                        "-Dsluice.log.console=json",
                        "-cp",
                        own + File.pathSeparator + extra,
                        BackEndProcess.class.getName(),
                        what,
                        CANARY)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed).contains("failures inside logging: 0").doesNotContain(CANARY, "5f0c1d2e3b4a");
        return printed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"slf4j-simple.jar", "slf4j-jdk14.jar"})
    void events_withoutLogback_areOneLineOfJsonEach_andLeakNothing(String jar) throws Exception {
        String printed = run("events", false, jar);

        List<String> lines =
                printed.lines().filter(line -> line.contains(" {\"")).toList();
        long expected = EventSamples.all().size() + 4;
        assertThat(lines).hasSize((int) expected);
        assertThat(lines)
                .allSatisfy(line -> assertThat(Lines.JSON
                                .readTree(line.substring(line.indexOf('{')))
                                .isObject())
                        .isTrue());
        EventTable.rows().forEach(row -> assertThat(printed).contains(" " + row.type()));
    }

    @Test
    void javaUtilLogging_bridgedIntoLogback_isJsonWithoutTheSecret() throws Exception {
        String printed = run("jul", true, "jul-to-slf4j.jar");

        assertThat(printed.lines().filter(line -> line.startsWith("{")))
                .hasSize(2)
                .allMatch(line -> line.contains("\"logger_name\":\"jdk.httpclient\""))
                .allMatch(line -> line.contains("***REDACTED***"));
        assertThat(Files.readString(directory.resolve("log.jsonl")))
                .contains("jdk.httpclient")
                .doesNotContain(CANARY);
    }
}

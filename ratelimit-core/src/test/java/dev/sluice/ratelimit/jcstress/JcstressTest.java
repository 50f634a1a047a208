package dev.sluice.ratelimit.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs the classes beside it under jcstress, in processes of their own. An outcome that none of them calls acceptable fails this test; the
 * report is {@code target/jcstress/report/index.html}. In a nightly run: all of them, and for longer.
 */
class JcstressTest {
    private static final boolean NIGHTLY = Boolean.getBoolean("sluice.nightly");
    private static final String ALL = "dev[.]sluice";
    private static final String THE_NARROWEST = "CloseOrCancel|GrantOrTimeout|ReloadOrRelease";

    private static final Path OUTPUT = Path.of("target", "jcstress").toAbsolutePath();
    private static final Pattern COUNTS = Pattern.compile(
            "Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs");
    private static final Pattern SAMPLES = Pattern.compile("([\\d,]+) +[<>\\d.]+% +Acceptable");

    @Test
    void races_endOnlyInWaysThatAreAcceptable() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String log = NIGHTLY
                ? run(ALL, "-f", "3", "-iters", "10", "-time", "1000")
                : run(THE_NARROWEST, "-f", "1", "-iters", "1", "-time", "50");
        MatchResult counts = COUNTS.matcher(log)
                .results()
                .reduce((before, last) -> last)
                .orElseThrow(() -> new AssertionError("nothing was run:\n" + log));
        assertThat(Integer.parseInt(counts.group(1))).as(log).isPositive();
        assertThat(counts.group(2)).as(log).isEqualTo(counts.group(1));
        long samples = SAMPLES.matcher(log.substring(log.indexOf("RUN RESULTS")))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1).replace(",", "")))
                .sum();
        System.out.println("jcstress: " + counts.group() + "; " + samples + " samples, "
                + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }

    private static String run(String tests, String... effort) throws IOException, InterruptedException {
        Files.createDirectories(OUTPUT);
        Path log = OUTPUT.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-v",
                "-t",
                tests,
                "-r",
                OUTPUT.resolve("report").toString()));
        // One compilation of all actors together, no pinning, and one set of flags beside what the JDK doubles: the
        // machine is small.
        command.addAll(List.of("-sc", "false", "-af", "NONE", "-jvmArgs", "-Xmx256m"));
        command.addAll(List.of(effort));
        Process process = new ProcessBuilder(command)
                .directory(OUTPUT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(NIGHTLY ? 3_600 : 300, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(log);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}

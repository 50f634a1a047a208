package dev.sluice.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A credential at each of fifty places, under every course of a call, with four clients, at three levels, on two logging back ends, and not
 * to be found in anything the process leaves. Pairs of all these in {@code verify}, everything with everything at night. Every process is
 * one back end at one level.
 */
class CanaryMatrixTest {
    private static final boolean WHOLE = Boolean.getBoolean("sluice.nightly");
    private static final List<String> LEVELS = List.of("INFO", "DEBUG", "TRACE");
    private static final List<String> BACK_ENDS = List.of("logback", "slf4j-simple");

    @TempDir
    Path directory;

    @Test
    void matrix_everyCell_leavesNoSecret() throws Exception {
        Map<String, List<String>> processes = cells();
        List<Process> started = new ArrayList<>();
        for (Map.Entry<String, List<String>> cells : processes.entrySet()) {
            Path file = Files.write(directory.resolve(cells.getKey() + ".cells"), cells.getValue());
            started.add(start(cells.getKey(), file.toString()));
            if (started.size() % 2 == 0) {
                await(started);
            }
        }
        await(started);
        List<String> leaks = new ArrayList<>();
        for (String process : processes.keySet()) {
            assertThat(directory.resolve(process).resolve("ended.txt"))
                    .as(() -> output(process))
                    .exists();
            leaks(process).forEach((file, found) -> leaks.add(process + " " + file + " " + found));
        }
        print(processes, leaks);
        assertThat(leaks).isEmpty();
        assertThat(output("logback-INFO"))
                .contains("readable-71")
                .contains("4711")
                .contains("readable-c");
    }

    @Test
    void control_plantedLeaks_areFoundInEverySink() throws Exception {
        await(List.of(start("logback-INFO", "leak"), start("slf4j-simple-INFO", "leak")));

        assertThat(leaks("logback-INFO").keySet())
                .contains(
                        "stdout",
                        "stderr",
                        "events.txt",
                        "app.jsonl",
                        "shown.txt",
                        "thrown.txt",
                        "thrown-1.ser",
                        "elsewhere.txt");
        assertThat(leaks("slf4j-simple-INFO").keySet()).contains("stdout", "stderr", "shown.txt", "thrown.txt");
    }

    /** The cells of each process. */
    private static Map<String, List<String>> cells() {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        BACK_ENDS.forEach(backEnd -> LEVELS.forEach(level -> cells.put(backEnd + "-" + level, new ArrayList<>())));
        List<String> processes = List.copyOf(cells.keySet());
        for (int place = 0; place < Place.ALL.size(); place++) {
            for (Scenario scenario : Scenario.values()) {
                int turn = place + scenario.ordinal();
                for (Provider provider : Provider.values()) {
                    for (int process = 0; process < processes.size(); process++) {
                        // nine scenarios of a place go round four clients and six processes, so that all pairs meet
                        boolean chosen = turn % Provider.values().length == provider.ordinal()
                                && (scenario.ordinal() + 5 * place) % processes.size() == process;
                        if (WHOLE || chosen) {
                            cells.get(processes.get(process)).add(place + " " + scenario + " " + provider);
                        }
                    }
                }
            }
        }
        return cells;
    }

    private Process start(String process, String cells) throws IOException {
        boolean logback = process.startsWith("logback");
        String level = process.substring(process.lastIndexOf('-') + 1);
        Path own = Files.createDirectories(directory.resolve(process));
        Path empty = Files.writeString(directory.resolve("logback.xml"), "<configuration/>");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + empty,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level,
                        "-Dorg.slf4j.simpleLogger.logFile=System.out",
                        "-cp",
                        classPath(logback),
                        CanaryRun.class.getName(),
                        own.toString(),
                        level,
                        cells)
                .redirectOutput(own.resolve("stdout").toFile())
                .redirectError(own.resolve("stderr").toFile())
                .start();
    }

    /** The test's own, with one logging back end. */
    private static String classPath(boolean logback) {
        String simple = Path.of("target", "back-end", "slf4j-simple.jar")
                .toAbsolutePath()
                .toString();
        String own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> logback || !(entry.contains("logback")))
                .collect(Collectors.joining(File.pathSeparator));
        return logback ? own : own + File.pathSeparator + simple;
    }

    private static void await(List<Process> processes) throws InterruptedException {
        for (Process process : processes) {
            assertThat(process.waitFor(WHOLE ? 3_600 : 300, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Map<String, List<String>> leaks(String process) throws IOException {
        Map<String, List<String>> leaks = new LinkedHashMap<>();
        Path own = directory.resolve(process);
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<String> found = Canary.leaks(Files.readString(file, StandardCharsets.ISO_8859_1));
                if (!found.isEmpty()) {
                    leaks.put(own.relativize(file).toString(), found);
                }
            }
        }
        return leaks;
    }

    private String output(String process) {
        StringBuilder all = new StringBuilder();
        for (String file : List.of("stderr", "stdout", "app.jsonl")) {
            Path path = directory.resolve(process).resolve(file);
            try {
                all.append(Files.exists(path) ? Files.readString(path) : "");
            } catch (IOException unreadable) {
                all.append(unreadable);
            }
        }
        return all.toString();
    }

    private static void print(Map<String, List<String>> processes, List<String> leaks) {
        StringBuilder matrix = new StringBuilder("canary matrix: cells by place and course\n");
        for (int place = 0; place < Place.ALL.size(); place++) {
            matrix.append(String.format("%-32s", Place.ALL.get(place)));
            for (Scenario scenario : Scenario.values()) {
                String cell = place + " " + scenario + " ";
                long count = processes.values().stream()
                        .flatMap(List::stream)
                        .filter(line -> line.startsWith(cell))
                        .count();
                matrix.append(String.format("%4d", count));
            }
            matrix.append('\n');
        }
        long cells = processes.values().stream().mapToLong(List::size).sum();
        System.out.println(matrix + "canary matrix: " + cells + " cells in " + processes.size() + " processes, "
                + leaks.size() + " leaks");
    }
}

package dev.sluice.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulators in a process of their own. It ends when its standard input does: when this is closed, and also when the demo is killed.
 * A terminal's Ctrl-C and a group's SIGTERM pass it by, so that the demo can clean up and then ask what is left.
 */
final class SimulatorProcess implements World {
    private static final String MAIN = "dev.sluice.simulators.SimulatorsMain";

    private final Process process;
    private final Map<String, URI> baseUrls;

    private SimulatorProcess(Process process, Map<String, URI> baseUrls) {
        this.process = process;
        this.baseUrls = baseUrls;
    }

    /**
     * Starts them and waits until they listen.
     *
     * @param errors where their standard error goes
     */
    static SimulatorProcess start(long seed, Path errors) {
        try {
            Process process = new ProcessBuilder(command(seed))
                    .redirectError(errors.toFile())
                    .start();
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (line == null) {
                process.destroy();
                throw new IllegalStateException("simulators: did not start (see " + errors + ")");
            }
            return new SimulatorProcess(
                    process, JsonMapper.shared().readValue(line, new TypeReference<Map<String, URI>>() {}));
        } catch (IOException e) {
            throw new IllegalStateException("simulators: did not start: " + e.getMessage(), e);
        }
    }

    private static List<String> command(long seed) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1", // short-lived: the quick compiler is enough
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=simulators-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "--seed=" + seed);
        // A shell, because Java cannot start a process with signals ignored; an ignored signal stays ignored after
        // exec.
        Stream<String> shell = Files.isExecutable(Path.of("/bin/sh"))
                ? Stream.of("/bin/sh", "-c", "trap '' HUP INT TERM; exec \"$@\"", "sh")
                : Stream.empty();
        return Stream.concat(shell, java.stream()).toList();
    }

    @Override
    public Map<String, URI> baseUrls() {
        return baseUrls;
    }

    @Override
    public Optional<SimulatorControl> control() {
        return Optional.ofNullable(baseUrls.get("control")).map(SimulatorControl::new);
    }

    /** Ends its input and waits for it to end; kills it if it does not within five seconds. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

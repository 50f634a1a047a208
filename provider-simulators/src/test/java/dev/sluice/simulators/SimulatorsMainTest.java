package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(180)
class SimulatorsMainTest {

    @Test
    void process_printsOneLine_serves_andEndsWithItsInput() throws Exception {
        Process process = start("--seed=7");
        try (BufferedReader out = reader(process)) {
            JsonNode urls = Http.MAPPER.readTree(out.readLine());
            URI control = URI.create(urls.path("control").asString());
            assertThat(control.getHost()).isEqualTo("127.0.0.1");
            assertThat(urls.propertyNames()).contains("exa", "openrouter", "control");
            URI exa = URI.create(urls.path("exa").asString());
            assertThat(Http.post(exa, "/search", "{\"query\":\"x\"}").statusCode())
                    .isEqualTo(200);
            assertThat(Http.json(Http.get(control, "/report"))
                            .path("exa")
                            .path("calls")
                            .asInt())
                    .isEqualTo(1);

            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void process_toldToShutDown_ends() throws Exception {
        Process process = start();
        try (BufferedReader out = reader(process)) {
            URI control = URI.create(
                    Http.MAPPER.readTree(out.readLine()).path("control").asString());
            assertThat(Http.post(control, "/shutdown", "").statusCode()).isEqualTo(200);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void process_unknownOption_oneLineAndExitCodeTwo() throws Exception {
        Process process = start("--port=80");
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.readLine()).isEqualTo("--port=80: unknown option (expected --seed=N)");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void options_readTheSeed() {
        assertThat(SimulatorsMain.options("--seed=-3").seed()).isEqualTo(-3);
        assertThat(SimulatorsMain.options().seed()).isEqualTo(1);
        assertThatThrownBy(() -> SimulatorsMain.options("--seed=x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Process start(String... args) throws Exception {
        String launcher =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(
                List.of(launcher, "-cp", System.getProperty("java.class.path"), SimulatorsMain.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}

package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolboxTest {
    private static final String PROGRAM =
            "import json\n\ndecision = {\"action\": \"BUY\", \"confidence\": 0.7}\nprint(json.dumps(decision))\n";

    private final VirtualTime time = VirtualTime.manual();
    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withTime(time).withLatency(Latency.none()));
    private final URI toolbox = simulators.daytona().baseUrls().get("daytona_toolbox");
    private String box = "";

    @BeforeEach
    void startSandbox() throws Exception {
        URI api = simulators.daytona().baseUrls().get("daytona_api");
        box = "/" + Http.json(Http.post(api, "/sandbox", "{}")).path("id").asString();
        time.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        simulators.close();
    }

    @Test
    void bulkUpload_thenExecute_printsTheDecisionInTheProgram() throws Exception {
        HttpResponse<String> uploaded = multipart(
                "/files/bulk-upload",
                part("files[0].path", Shell.HOME + "/app/main.py")
                        + part("files[0].file\"; filename=\"main.py", PROGRAM)
                        + part("files[1].path", "data.txt")
                        + part("files[1].file\"; filename=\"data.txt", "12345"));

        JsonNode files = Http.json(uploaded).path("files");
        assertThat(files.get(0).path("path").asString()).isEqualTo(Shell.HOME + "/app/main.py");
        assertThat(files.get(0).path("bytes").asInt()).isEqualTo(PROGRAM.length());
        assertThat(files.get(1).path("bytes").asInt()).isEqualTo(5);
        JsonNode run = execute("cd app && python3 main.py");
        assertThat(run.propertyNames()).containsExactly("exitCode", "result");
        assertThat(run.path("exitCode").asInt(-1)).isZero();
        assertThat(run.path("result").asString()).isEqualTo("{\"action\":\"BUY\",\"confidence\":0.7}\n");
        assertThat(Http.get(toolbox, box + "/files/download?path=data.txt").body())
                .isEqualTo("12345");
    }

    @Test
    void uploadV2_storesTheFileUnderThePathOfTheQuery() throws Exception {
        HttpResponse<String> uploaded =
                multipart("/files/upload-v2?path=" + Shell.HOME + "/a.py", part("file\"; filename=\"a.py", PROGRAM));

        assertThat(Http.json(uploaded).propertyNames()).containsExactly("name", "path", "type");
        assertThat(execute("python " + Shell.HOME + "/a.py").path("result").asString())
                .contains("BUY");
        assertThat(multipart("/files/upload?path=b.py", part("file", "print('x')"))
                        .body())
                .isEmpty();
        assertThat(execute("python b.py").path("result").asString()).isEqualTo("x\n");
    }

    @Test
    void upload_ofNothing_isRefused() throws Exception {
        HttpResponse<String> refused = multipart("/files/bulk-upload", part("files[0].file", "no path before it"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).path("errors")).hasSize(1);
        assertThat(Http.json(refused).path("files").isNull()).isTrue();
        assertThat(Http.post(toolbox, box + "/files/upload-v2?path=x", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void execute_unknownCommand_exits127_withStatus200() throws Exception {
        JsonNode run = execute("launch-rocket");
        assertThat(run.path("exitCode").asInt()).isEqualTo(127);
        assertThat(run.path("result").asString()).isEqualTo("/bin/sh: 1: launch-rocket: not found\n");
    }

    @Test
    void execute_notStarted_asksWhetherTheSandboxIs() throws Exception {
        URI api = simulators.daytona().baseUrls().get("daytona_api");
        String young =
                "/" + Http.json(Http.post(api, "/sandbox", "{}")).path("id").asString();
        HttpResponse<String> refused = Http.post(toolbox, young + "/process/execute", "{\"command\":\"true\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).path("message").asString()).endsWith("Is the Sandbox started?");
        assertThat(Http.json(refused).path("code").asString()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void unknownSandboxFileOrPath_is404WithItsOwnCode() throws Exception {
        HttpResponse<String> box404 = Http.post(toolbox, "/nobody/process/execute", "{\"command\":\"true\"}");
        assertThat(box404.statusCode()).isEqualTo(404);
        assertThat(Http.json(box404).path("message").asString()).contains("sandbox container not found");
        HttpResponse<String> file404 = Http.get(toolbox, box + "/files/download?path=/none");
        assertThat(Http.json(file404).path("code").asString()).isEqualTo("FILE_NOT_FOUND");
        assertThat(Http.get(toolbox, box + "/nowhere").statusCode()).isEqualTo(404);
        assertThat(Http.post(toolbox, box + "/process/execute", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void withoutKey_isTheProxysRefusal() throws Exception {
        HttpResponse<String> refused =
                Http.send(Http.anonymous(toolbox, box + "/process/execute").POST(BodyPublishers.ofString("{}")));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Http.json(refused).path("message").asString())
                .isEqualTo("authentication failed: Bearer token is invalid");
    }

    @Test
    void report_countsBothHosts_andFaultsOfTheToolbox() throws Exception {
        simulators.inject("daytona_toolbox", Fault.status(408));
        HttpResponse<String> refused = Http.post(toolbox, box + "/process/execute", "{\"command\":\"true\"}");

        assertThat(Http.json(refused).path("code").asString()).isEqualTo("PROCESS_EXECUTION_TIMEOUT");
        ProviderReport report = simulators.daytona().report();
        assertThat(report.calls()).isEqualTo(2);
        assertThat(report.byOperation()).isEqualTo(Map.of("create_sandbox", 1L, "execute", 1L));
        assertThat(report.faults()).hasSize(1);
        assertThat(report.injectedFaults()).isEqualTo(1);
    }

    private JsonNode execute(String command) throws Exception {
        String body = Http.MAPPER.writeValueAsString(Map.of("command", command));
        return Http.json(Http.post(toolbox, box + "/process/execute", body));
    }

    private HttpResponse<String> multipart(String path, String parts) throws Exception {
        return Http.send(Http.request(toolbox, box + path)
                .setHeader("Content-Type", "multipart/form-data; boundary=X")
                .POST(BodyPublishers.ofString(parts + "--X--\r\n")));
    }

    private static String part(String name, String content) {
        return "--X\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }
}

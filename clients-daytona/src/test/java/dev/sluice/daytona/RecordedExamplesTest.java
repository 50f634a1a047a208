package dev.sluice.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.Specs;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The published examples of this slice's operations survive the records: what was read is written back. */
class RecordedExamplesTest {

    @TestFactory
    Stream<DynamicTest> body_readAndWritten_isTheSame() {
        Specs specs = Specs.of("daytona");
        List<Body> bodies = new ArrayList<>();
        for (String file : specs.files("examples", name -> name.endsWith(".json"))) {
            JsonNode example = specs.json(file);
            add(bodies, file, example);
            example.path("exchanges").forEach(exchange -> add(bodies, file, exchange));
        }
        return specs.cases("bodies of sandbox, upload and execute", bodies, Body::name, Body::check);
    }

    @Test
    void exampleSandbox_isTyped() {
        Sandbox sandbox = read("api-create-ephemeral", Sandbox.class);

        assertThat(sandbox.id()).isEqualTo("8f3d6c1e-6a4e-4a1f-9d6d-2b7b0c1d9e01");
        assertThat(sandbox.state()).isEqualTo(SandboxState.CREATING);
        assertThat(sandbox.desiredState()).isEqualTo(SandboxState.STARTED);
        assertThat(sandbox.hasStarted()).isFalse();
        assertThat(sandbox.label("owner")).contains("research-bot");
        assertThat(sandbox.label("nobody's")).isEmpty();
        assertThat(sandbox.disk()).isEqualByComparingTo(BigDecimal.valueOf(3));
        assertThat(sandbox.created()).contains(Instant.parse("2026-11-20T10:15:28.402Z"));
        assertThat(sandbox.toolboxProxyUrl()).isEqualTo("https://proxy.app.daytona.io/toolbox");
        assertThat(sandbox.extra()).containsKeys("runnerId", "sandboxClass");
    }

    @Test
    void exampleList_isTyped() {
        SandboxPage page = read("api-list-page", SandboxPage.class);

        assertThat(page.items()).extracting(Sandbox::name).containsExactly("listed-sandbox");
        assertThat(page.items().get(0).env()).isEqualTo(Map.of("A", "B"));
        assertThat(page.nextCursor()).isNull();
    }

    @Test
    void exampleResults_areTyped() {
        ExecuteResult failed = read("tb-execute-nonzero", ExecuteResult.class);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.succeeded()).isFalse();
        assertThat(read("tb-execute-docs", ExecuteResult.class).output()).isEqualTo("total 0\n");
        assertThat(read("tb-bulk-upload-ok", UploadResult.class).files())
                .extracting(UploadResult.File::path, UploadResult.File::bytes)
                .containsExactly(
                        tuple(SandboxHome.PATH + "/app/main.py", 13L), tuple(SandboxHome.PATH + "/app/data.bin", 4L));
    }

    @Test
    void exampleMultipart_isWrittenToTheByte() {
        Specs specs = Specs.of("daytona");

        Multipart multipart = new Multipart("X")
                .file(SandboxHome.PATH + "/app/main.py", "print('hi')\r\n".getBytes(StandardCharsets.UTF_8))
                .file(SandboxHome.PATH + "/app/data.bin", new byte[] {0, (byte) 0xff, '\r', '\n'});

        assertThat(multipart.bytes()).isEqualTo(specs.bytes("examples/tb-bulk-upload-ok.request.multipart"));
        specs.ran("multipart body, byte by byte", 1);
    }

    private static <T> T read(String example, Class<T> type) {
        JsonNode body =
                Specs.of("daytona").json("examples/" + example + ".json").at("/response/body");
        return DaytonaJson.mapper().treeToValue(body, type);
    }

    private static void add(List<Body> bodies, String file, JsonNode exchange) {
        JsonNode request = exchange.path("request");
        String operation = request.path("method").asString("") + " "
                + request.path("url").asString("").replaceAll("\\?.*", "").replaceFirst("https://[^/]+", "");
        JsonNode response = exchange.path("response");
        if (operation.matches("POST /api/sandbox")) {
            bodies.add(new Body(file + " request", request.path("body"), CreateSandbox.class));
        }
        if (response.path("status").asInt(0) == 200) {
            Class<?> type = typeOf(operation);
            if (type != null) {
                bodies.add(new Body(file + " response", response.path("body"), type));
            }
        }
    }

    private static @Nullable Class<?> typeOf(String operation) {
        if (operation.equals("GET /api/sandbox")) {
            return SandboxPage.class;
        }
        if (operation.matches("(POST /api/sandbox)|((GET|DELETE) /api/sandbox/[^/]+)")) {
            return Sandbox.class;
        }
        if (operation.endsWith("/process/execute")) {
            return ExecuteResult.class;
        }
        return operation.endsWith("/files/bulk-upload") ? UploadResult.class : null;
    }

    private record Body(String name, JsonNode wire, Class<?> type) {
        void check() {
            JsonNode written =
                    DaytonaJson.mapper().valueToTree(DaytonaJson.mapper().treeToValue(wire, type));
            assertThat(JsonTrees.differences(wire, written)).isEmpty();
        }
    }
}

package dev.sluice.daytona;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.sluice.client.error.ResponseException;
import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.Specs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.JsonNode;

/** The published examples of this slice's operations, played back to the real client by WireMock. */
class RecordedTrafficTest {

    /** What the error examples mean: effective status and word. */
    private static final Map<String, String> MEANT = Map.of(
            "api-create-400-quota-disk-total", "429 QUOTA_DISK",
            "api-create-400-validation-array", "400 ",
            "api-create-409-name", "409 NAME_EXISTS",
            "api-create-429", "429 ",
            "api-401", "401 ",
            "api-403-suspended", "403 ORGANIZATION_SUSPENDED",
            "api-404", "404 ",
            "api-503-maintenance", "503 MAINTENANCE",
            "tb-execute-408", "408 PROCESS_EXECUTION_TIMEOUT",
            "tb-400-not-started", "409 SANDBOX_NOT_RUNNING");

    @TestFactory
    Stream<DynamicTest> answer_throughTheClient_isTheSameAndTyped() {
        return cases("answers, played back", e -> e.status() == 200, e -> {
            try (Wire wire = e.played()) {
                Object read = e.call(wire.client);

                assertThat(JsonTrees.differences(
                                e.response().path("body"), DaytonaJson.mapper().valueToTree(read)))
                        .isEmpty();
                assertThat(wire.requests(e.method(), e.path())).hasSize(1);
                e.checkSent(wire.requests(e.method(), e.path()).get(0).getBody());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> error_throughTheClient_hasTheStatusAndWordItMeans() {
        return cases("errors, played back", e -> MEANT.containsKey(e.name()), e -> {
            try (Wire wire = e.played()) {
                ResponseException thrown = catchThrowableOfType(ResponseException.class, () -> e.call(wire.client));

                assertThat(thrown.status() + " " + thrown.code().orElse("")).isEqualTo(MEANT.get(e.name()));
                assertThat(thrown.response().httpStatus()).isEqualTo(e.status());
                assertThat(thrown.providerMessage()).isPresent();
            }
        });
    }

    private static Stream<DynamicTest> cases(String what, Predicate<Exchange> wanted, ThrowingConsumer<Exchange> test) {
        Specs specs = Specs.of("daytona");
        List<Exchange> exchanges = new ArrayList<>();
        for (String file : specs.files("examples", name -> name.endsWith(".json"))) {
            JsonNode example = specs.json(file);
            String name = example.path("id").asString("");
            add(exchanges, new Exchange(name, example.path("request"), example.path("response")));
            example.path("exchanges")
                    .forEach(e -> add(exchanges, new Exchange(name, e.path("request"), e.path("response"))));
        }
        return specs.cases(what, exchanges.stream().filter(wanted).toList(), Exchange::name, test);
    }

    private static void add(List<Exchange> exchanges, Exchange exchange) {
        if (exchange.operation() != null) {
            exchanges.add(exchange);
        }
    }

    private record Exchange(String name, JsonNode request, JsonNode response) {

        String method() {
            return request.path("method").asString("");
        }

        String path() {
            return URI.create(request.path("url").asString("")).getPath();
        }

        int status() {
            return response.path("status").asInt(0);
        }

        @Nullable
        String operation() {
            String call = method() + " " + path();
            return Stream.of(
                            "POST /api/sandbox",
                            "GET /api/sandbox",
                            "GET /api/sandbox/[^/]+",
                            "DELETE /api/sandbox/[^/]+",
                            "POST /toolbox/[^/]+/process/execute",
                            "POST /toolbox/[^/]+/files/bulk-upload")
                    .filter(call::matches)
                    .findFirst()
                    .orElse(null);
        }

        Wire played() {
            ResponseDefinitionBuilder answer = aResponse()
                    .withStatus(status())
                    .withBody(response.path("body").toString().getBytes(StandardCharsets.UTF_8));
            response.path("headers")
                    .properties()
                    .forEach(h -> answer.withHeader(h.getKey(), h.getValue().asString("")));
            return new Wire(1).answers(method(), path(), answer);
        }

        /** A creation is sent as recorded; of a command the client has no working directory, and always a timeout. */
        void checkSent(byte[] sent) {
            JsonNode recorded = request.path("body");
            if (path().equals("/api/sandbox") && method().equals("POST")) {
                assertThat(JsonTrees.differences(recorded, DaytonaJson.mapper().readTree(sent)))
                        .isEmpty();
            } else if (path().endsWith("/process/execute")) {
                JsonNode body = DaytonaJson.mapper().readTree(sent);
                assertThat(body.path("command")).isEqualTo(recorded.path("command"));
                assertThat(body.path("timeout").intValue())
                        .isEqualTo(recorded.path("timeout").asInt(30));
            }
        }

        /** Makes the call this exchange shows; what the client has no result for is taken as what was recorded. */
        Object call(DaytonaClient client) {
            String[] steps = path().split("/", -1);
            JsonNode body = request.path("body");
            return switch (String.valueOf(operation())) {
                case "POST /api/sandbox" ->
                    client.sandboxes().create(DaytonaJson.mapper().treeToValue(body, CreateSandbox.class));
                case "GET /api/sandbox" -> Map.of("items", client.sandboxes().list(Map.of("env", "test")));
                case "GET /api/sandbox/[^/]+" -> client.sandboxes().get(steps[3]);
                case "DELETE /api/sandbox/[^/]+" -> client.sandboxes().deleteAndTell(steps[3]);
                case "POST /toolbox/[^/]+/process/execute" ->
                    client.sandbox(steps[2])
                            .execute(
                                    body.path("command").asString(""),
                                    Duration.ofSeconds(body.path("timeout").asInt(30)));
                default -> {
                    client.sandbox(steps[2]).upload(SandboxHome.PATH + "/app/main.py", new byte[13]);
                    yield response.path("body");
                }
            };
        }
    }
}

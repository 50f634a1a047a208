package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DaytonaSimulatorTest {
    private static final Duration START = Duration.ofMillis(160);

    private final VirtualTime time = VirtualTime.manual();
    private final Simulators simulators = Simulators.start(SimulatorOptions.defaults()
            .withTime(time)
            .withLatency(Latency.none())
            .withSandboxStart(START));
    private final URI api = simulators.daytona().baseUrls().get("daytona_api");

    @AfterEach
    void close() {
        simulators.close();
    }

    @Test
    void create_answersTheSandboxAsDocumented() throws Exception {
        HttpResponse<String> response = create("{\"name\":\"bot-1\",\"labels\":{\"run\":\"1\"},\"env\":{\"A\":\"B\"},"
                + "\"autoStopInterval\":5,\"autoDeleteInterval\":0}");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode sandbox = Http.json(response);
        assertThat(sandbox.propertyNames())
                .contains(
                        "id",
                        "organizationId",
                        "name",
                        "snapshot",
                        "user",
                        "env",
                        "labels",
                        "public",
                        "networkBlockAll",
                        "target",
                        "cpu",
                        "gpu",
                        "memory",
                        "disk",
                        "state",
                        "desiredState",
                        "recoverable",
                        "backupState",
                        "autoStopInterval",
                        "autoArchiveInterval",
                        "autoDeleteInterval",
                        "volumes",
                        "createdAt",
                        "updatedAt",
                        "lastActivityAt",
                        "sandboxClass",
                        "toolboxProxyUrl");
        assertThat(sandbox.path("state").asString()).isEqualTo("creating");
        assertThat(sandbox.path("name").asString()).isEqualTo("bot-1");
        assertThat(sandbox.path("autoDeleteInterval").asInt(-9)).isZero();
        assertThat(sandbox.path("toolboxProxyUrl").asString())
                .isEqualTo(
                        simulators.daytona().baseUrls().get("daytona_toolbox").toString());
        assertThat(Http.header(response, "X-RateLimit-Limit-sandbox-create")).isEqualTo("300");
        assertThat(Http.header(response, "X-RateLimit-Remaining-sandbox-create"))
                .isEqualTo("299");
        assertThat(Http.header(response, "X-RateLimit-Reset-sandbox-create")).isEqualTo("60");
    }

    @Test
    void states_followTheClock() throws Exception {
        String id = createdId("{}");
        assertThat(stateOf(id)).isEqualTo("creating");
        time.advance(START.dividedBy(2));
        assertThat(stateOf(id)).isEqualTo("starting");
        assertThat(delete(id).statusCode()).isEqualTo(409);
        time.advance(START.dividedBy(2));
        assertThat(stateOf(id)).isEqualTo("started");

        HttpResponse<String> deleted = delete(id);
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(Http.json(deleted).path("state").asString()).isEqualTo("started");
        assertThat(Http.json(deleted).path("desiredState").asString()).isEqualTo("destroyed");
        assertThat(Http.json(deleted).path("name").asString()).startsWith("DESTROYED_" + id + "_");
        assertThat(simulators.daytona().sandboxesAlive()).isEqualTo(1);
        time.advance(START.dividedBy(16));
        assertThat(stateOf(id)).isEqualTo("destroying");
        assertThat(simulators.daytona().sandboxesAlive()).isZero();
        time.advance(START.dividedBy(4));
        HttpResponse<String> gone = Http.get(api, "/sandbox/" + id);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(Http.json(gone).path("message").asString())
                .isEqualTo("Sandbox with ID or name " + id + " not found");
        assertThat(delete(id).statusCode()).isEqualTo(404);
    }

    @Test
    void create_thirdAlive_isTheDiskQuotaAsStatus400() throws Exception {
        String first = createdId("{}");
        createdId("{}");
        HttpResponse<String> refused = create("{}");

        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode error = Http.json(refused);
        assertThat(error.propertyNames()).containsExactly("path", "timestamp", "statusCode", "error", "message");
        assertThat(error.path("path").asString()).isEqualTo("/api/sandbox");
        assertThat(error.path("message").asString()).startsWith("Total disk limit exceeded. Maximum allowed: 20GiB.\n");
        ProviderReport report = simulators.daytona().report();
        assertThat(report.sandboxesAlive()).isEqualTo(2);
        assertThat(report.quotaRefusals()).isEqualTo(1);
        assertThat(report.violations()).isZero();

        time.advance(START);
        delete(first);
        assertThat(create("{}").statusCode()).isEqualTo(400);
        time.advance(START.dividedBy(16));
        assertThat(create("{}").statusCode()).isEqualTo(200);
        assertThat(simulators.daytona().report().highestSandboxesAlive()).isEqualTo(2);
    }

    @Test
    void create_nameTaken_isAConflictUntilItsOwnerIsDeleted() throws Exception {
        String id = createdId("{\"name\":\"n\"}");
        HttpResponse<String> refused = create("{\"name\":\"n\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Http.json(refused).path("message").asString()).isEqualTo("Sandbox with name n already exists");
        assertThat(stateOf("n")).isEqualTo("creating");
        time.advance(START);
        delete("n");
        assertThat(create("{\"name\":\"n\"}").statusCode()).isEqualTo(200);
        assertThat(stateOf(id)).isEqualTo("started");
    }

    @Test
    void create_resourcesWithSnapshot_isRefused() throws Exception {
        HttpResponse<String> refused = create("{\"snapshot\":\"daytona-small\",\"cpu\":4}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).path("message").asString())
                .isEqualTo("Cannot specify Sandbox resources when using a snapshot");
        assertThat(create("oops").statusCode()).isEqualTo(400);
    }

    @Test
    void list_filtersByLabelsAndPages() throws Exception {
        String first = createdId("{\"disk\":1,\"labels\":{\"run\":\"a\",\"owner\":\"me\"}}");
        String second = createdId("{\"disk\":1,\"labels\":{\"run\":\"b\",\"owner\":\"me\"}}");

        JsonNode mine = Http.json(Http.get(api, "/sandbox?labels=%7B%22owner%22%3A%22me%22%7D&limit=1"));
        assertThat(mine.path("items").get(0).path("id").asString()).isEqualTo(first);
        assertThat(mine.path("items").get(0).has("env")).isFalse();
        String cursor = mine.path("nextCursor").asString();
        JsonNode rest =
                Http.json(Http.get(api, "/sandbox?labels=%7B%22owner%22%3A%22me%22%7D&limit=1&cursor=" + cursor));
        assertThat(rest.path("items").get(0).path("id").asString()).isEqualTo(second);
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        assertThat(Http.json(Http.get(api, "/sandbox?labels=%7B%22run%22%3A%22b%22%7D"))
                        .path("items"))
                .hasSize(1);
        assertThat(Http.json(Http.get(api, "/sandbox?states=started")).path("items"))
                .isEmpty();
        assertThat(Http.get(api, "/sandbox?labels=oops").statusCode()).isEqualTo(400);
    }

    @Test
    void create_overTheWindow_isBlockedForAMinuteWithTheThrottlersOwnHeader() throws Exception {
        for (int i = 0; i < 300; i++) {
            create("{\"disk\":100}");
        }
        HttpResponse<String> refused = create("{}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Http.header(refused, "Retry-After-sandbox-create")).isEqualTo("60");
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
        assertThat(Http.json(refused).path("message").asString()).isEqualTo("ThrottlerException: Too Many Requests");
        assertThat(Http.get(api, "/sandbox").statusCode()).isEqualTo(200);
        time.advance(Duration.ofSeconds(59));
        assertThat(create("{}").statusCode()).isEqualTo(429);
        time.advance(Duration.ofSeconds(1));
        assertThat(create("{}").statusCode()).isEqualTo(200);
        assertThat(simulators.daytona().report().violations()).isEqualTo(2);
    }

    @Test
    void injected429_namesTheThrottler() throws Exception {
        simulators.inject("daytona", Fault.tooManyRequests(Duration.ofSeconds(17), Duration.ofSeconds(1)));
        HttpResponse<String> refused = create("{}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Http.header(refused, "Retry-After-sandbox-create")).isEqualTo("17");
    }

    @Test
    void withoutKey_isInvalidCredentials() throws Exception {
        HttpResponse<String> refused = Http.send(Http.anonymous(api, "/sandbox").GET());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Http.json(refused).path("message").asString()).isEqualTo("Invalid credentials");
        assertThat(Http.get(api, "/nowhere").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> create(String body) throws Exception {
        return Http.post(api, "/sandbox", body);
    }

    private String createdId(String body) throws Exception {
        return Http.json(create(body)).path("id").asString();
    }

    private String stateOf(String id) throws Exception {
        return Http.json(Http.get(api, "/sandbox/" + id)).path("state").asString();
    }

    private HttpResponse<String> delete(String id) throws Exception {
        return Http.send(Http.request(api, "/sandbox/" + id).DELETE());
    }
}

package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.agent.AgentRun;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.internal.ExaJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents' runs through the real client, against a scripted server. */
class AgentClientTest {
    private static final String QUEUED =
            "{\"id\":\"run_1\",\"object\":\"agent_run\",\"status\":\"queued\",\"createdAt\":\"2026-05-07T18:31:00.000Z\",\"output\":null}";
    private static final String COMPLETED =
            "{\"id\":\"run_1\",\"status\":\"completed\",\"stopReason\":\"schema_satisfied\",\"completedAt\":\"2026-05-07T18:41:00Z\","
                    + "\"request\":{\"query\":\"q\"},\"output\":{\"text\":\"t\",\"structured\":{\"a\":[1]},\"grounding\":[{\"field\":\"a[0]\","
                    + "\"citations\":[{\"url\":\"u\",\"title\":null}],\"score\":0.5,\"confidence\":\"high\"}]},"
                    + "\"usage\":{\"agentComputeUnits\":1.5,\"searches\":4,\"dataSources\":{\"polymarket\":2}},"
                    + "\"costDollars\":{\"total\":0.02,\"agentCompute\":0.01,\"search\":0.01,\"dataSources\":{\"polymarket\":0.001},\"audio\":1}}";

    private final ExaServer exa = new ExaServer();
    private final AgentClient agent = exa.client().agent();

    @AfterEach
    void stop() {
        exa.close();
    }

    @Test
    void create_sendsEverything_inDeclaredOrder() {
        exa.answers(200, QUEUED);

        AgentRun run = agent.create(AgentRunRequest.builder("funding rounds")
                .systemPrompt("primary sources")
                .input(List.of(ExaJson.MAPPER.readTree("{\"company\":\"A\"}")), List.of())
                .outputSchema(ExaJson.MAPPER.readTree("{\"type\":\"object\"}"))
                .effort("ultra")
                .budget(new BigDecimal("2.50"), Duration.ofMinutes(10))
                .previousRunId("run_0")
                .metadata("workflow", "watch")
                .dataSources("polymarket", "fiber_ai")
                .extra("later", ExaJson.MAPPER.readTree("1"))
                .build());

        assertThat(run.isFinished()).isFalse();
        assertThat(run.created()).hasValue(Instant.parse("2026-05-07T18:31:00Z"));
        assertThat(exa.requests().get(0).getBodyAsString())
                .isEqualTo(
                        "{\"query\":\"funding rounds\",\"systemPrompt\":\"primary sources\",\"input\":{\"data\":[{\"company\":\"A\"}]},"
                                + "\"outputSchema\":{\"type\":\"object\"},\"effort\":\"ultra\",\"budget\":{\"maxCostDollars\":2.50,\"maxDurationSeconds\":600},"
                                + "\"previousRunId\":\"run_0\",\"metadata\":{\"workflow\":\"watch\"},"
                                + "\"dataSources\":[{\"provider\":\"polymarket\"},{\"provider\":\"fiber_ai\"}],\"later\":1}");
        assertThatIllegalArgumentException().isThrownBy(() -> AgentRunRequest.of(""));
    }

    @Test
    void create_afterAGatewaysFailure_isOfUnknownOutcome() {
        exa.answers(504, "<html>");

        ServerErrorException thrown =
                catchThrowableOfType(ServerErrorException.class, () -> agent.create(AgentRunRequest.of("q")));

        assertThat(thrown.isOutcomeUnknown()).isTrue();
        assertThat(exa.requests()).hasSize(1);
    }

    @Test
    void createStreamed_asksForEvents() {
        exa.answers(
                200,
                Map.of("Content-Type", "text/event-stream"),
                "id: 1\nevent: agent_run.created\ndata: {\"id\":\"run_1\",\"status\":\"queued\"}\n\nid: 2\nevent: agent_run.cancelled\ndata: {}\n\n"
                        .getBytes(StandardCharsets.UTF_8));

        try (EventStream<AgentEvent> events = agent.createStreamed(AgentRunRequest.of("q"))) {
            assertThat(events)
                    .extracting(AgentEvent::event)
                    .containsExactly("agent_run.created", "agent_run.cancelled");
        }

        assertThat(exa.requests().get(0).getBodyAsString()).isEqualTo("{\"query\":\"q\",\"stream\":true}");
        assertThat(exa.requests().get(0).getHeader("Accept")).isEqualTo("text/event-stream");
    }

    @Test
    void get_readsTheWholeRun() {
        exa.answers(200, COMPLETED);

        AgentRun run = agent.get("run_1");

        assertThat(run.isCompleted()).isTrue();
        assertThat(run.completed()).hasValue(Instant.parse("2026-05-07T18:41:00Z"));
        assertThat(run.output().grounding().get(0).citations().get(0).url()).isEqualTo("u");
        assertThat(run.output().grounding().get(0).score()).isEqualTo(0.5);
        assertThat(run.usage().dataSources()).containsEntry("polymarket", new BigDecimal("2"));
        assertThat(run.costDollars().dataSources().get("polymarket")).isEqualTo("0.001");
        assertThat(run.costDollars().extra()).containsOnlyKeys("audio");
    }

    @Test
    void unknownRun_isTheEnvelopesWord() {
        exa.answers(
                404,
                "{\"error\":{\"type\":\"NOT_FOUND\",\"code\":\"RUN_NOT_FOUND\",\"message\":\"No such run\"},\"requestId\":\"r\"}");

        NotFoundException thrown = catchThrowableOfType(NotFoundException.class, () -> agent.get("run_9"));

        assertThat(thrown.code()).hasValue("RUN_NOT_FOUND");
        assertThat(thrown.providerRequestId()).hasValue("r");
    }

    @Test
    void lists_areOfRuns_andOfEvents() {
        exa.answers(200, "{\"object\":\"list\",\"data\":[" + QUEUED + "],\"hasMore\":false,\"nextCursor\":null}");
        assertThat(agent.list()).extracting(AgentRun::id).containsExactly("run_1");

        exa.answers(
                200,
                "{\"object\":\"list\",\"data\":[{\"id\":\"1\",\"event\":\"agent_run.created\",\"data\":{\"id\":\"run_1\",\"status\":\"queued\"},"
                        + "\"createdAt\":\"2026-05-07T18:31:00.000Z\"}]}");
        assertThat(agent.events("run_1")).singleElement().satisfies(event -> {
            assertThat(event.run().orElseThrow().status()).isEqualTo("queued");
            assertThat(event.createdAt()).isEqualTo("2026-05-07T18:31:00.000Z");
        });
        assertThat(exa.requests().get(0).getUrl()).isEqualTo("/agent/runs/run_1/events");
        assertThat(exa.requests().get(0).getHeader("Accept")).isEqualTo("application/json");
    }

    @Test
    void cancelStopDelete_areTheirOwnCalls() {
        exa.answers(200, COMPLETED);
        agent.cancel("run_1");
        agent.stop("run_1");
        assertThat(exa.requests())
                .extracting(LoggedRequest::getUrl)
                .containsExactly("/agent/runs/run_1/cancel", "/agent/runs/run_1/stop");

        exa.answers(200, "{\"id\":\"run_1\",\"object\":\"agent_run\",\"deleted\":true}");
        assertThat(agent.delete("run_1").deleted()).isTrue();
        assertThat(exa.requests().get(0).getMethod().getName()).isEqualTo("DELETE");
    }

    @Test
    void cancel_isRepeated_delete_isNot() {
        exa.answersFirst(502, Map.of(), "<html>", COMPLETED);
        assertThat(agent.cancel("run_1").id()).isEqualTo("run_1");

        exa.answersFirst(502, Map.of(), "<html>", "{\"deleted\":true}");
        assertThat(catchThrowableOfType(ServerErrorException.class, () -> agent.delete("run_1"))
                        .isOutcomeUnknown())
                .isTrue();
    }

    @Test
    void await_pollsUntilTheEnd() throws InterruptedException {
        exa.answersFirst(200, Map.of(), QUEUED, COMPLETED);

        assertThat(agent.await("run_1", Duration.ofHours(1)).isCompleted()).isTrue();
    }

    @Test
    void betaTokens_travelInTheirHeader_onlyWhereSet() {
        exa.answers(200, QUEUED);
        ExaClient beta = exa.client().withBeta("agent-max-effort-2026-07-27", "dynamic-highlights-2026-08-28");

        beta.agent().get("run_1");
        beta.search("q");
        beta.withBeta().search("q");
        agent.get("run_1");

        assertThat(exa.requests())
                .extracting(request -> request.getHeader("Exa-Beta"))
                .containsExactly(
                        "agent-max-effort-2026-07-27,dynamic-highlights-2026-08-28",
                        "agent-max-effort-2026-07-27,dynamic-highlights-2026-08-28",
                        null,
                        null);
    }
}

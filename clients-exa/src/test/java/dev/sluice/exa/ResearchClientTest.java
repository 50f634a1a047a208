package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.research.ResearchEvent;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.research.ResearchTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Research tasks through the real client, against a scripted server. */
class ResearchClientTest {
    private static final String RUNNING =
            "{\"researchId\":\"r_1\",\"createdAt\":1760899439363,\"model\":\"exa-research\",\"instructions\":\"i\",\"status\":\"running\"}";
    private static final String COMPLETED =
            "{\"researchId\":\"r_1\",\"status\":\"completed\",\"createdAt\":1760899439363,\"finishedAt\":1760899539000,"
                    + "\"output\":{\"content\":\"{\\\"a\\\":1}\",\"parsed\":{\"a\":1}},"
                    + "\"costDollars\":{\"total\":0.0312,\"numPages\":1.5,\"numSearches\":2,\"reasoningTokens\":1685.75,\"audio\":0.1}}";

    private final ExaServer exa = new ExaServer();
    private final ResearchClient research = exa.client().research();

    @AfterEach
    void stop() {
        exa.close();
    }

    @Test
    void create_sendsTheRequest_andReadsTheTask() {
        exa.answers(201, RUNNING);

        ResearchTask task = research.create(ResearchRequest.of("ants")
                .model("exa-research-pro")
                .outputSchema(ExaJson.MAPPER.readTree("{\"type\":\"object\"}")));

        assertThat(task.researchId()).isEqualTo("r_1");
        assertThat(task.isFinished()).isFalse();
        assertThat(task.createdAt()).hasValue(Instant.parse("2025-10-19T18:43:59.363Z"));
        assertThat(task.finishedAt()).isEmpty();
        LoggedRequest sent = exa.requests().get(0);
        assertThat(sent.getUrl()).isEqualTo("/research/v1");
        assertThat(sent.getBodyAsString())
                .isEqualTo(
                        "{\"instructions\":\"ants\",\"model\":\"exa-research-pro\",\"outputSchema\":{\"type\":\"object\"}}");
        assertThatIllegalArgumentException().isThrownBy(() -> ResearchRequest.of(" "));
    }

    @Test
    void create_isRepeatedOnlyWhereNothingWasStarted() {
        exa.answersFirst(429, Map.of(), "{\"error\":\"slow down\"}", RUNNING);
        assertThat(research.create(ResearchRequest.of("ants")).researchId()).isEqualTo("r_1");
        exa.answersFirst(503, Map.of(), "{\"error\":\"busy\",\"tag\":\"SERVICE_OVERLOADED\"}", RUNNING);
        assertThat(research.create(ResearchRequest.of("ants")).researchId()).isEqualTo("r_1");

        exa.answersFirst(502, Map.of(), "<html>", RUNNING);
        ServerErrorException unknown =
                catchThrowableOfType(ServerErrorException.class, () -> research.create(ResearchRequest.of("ants")));
        assertThat(unknown.isOutcomeUnknown()).isTrue();
        assertThat(unknown.attempts()).isEqualTo(1);
    }

    @Test
    void tooManyTasks_areTheServersWord_withoutAHeader() {
        exa.answers(429, "{\"error\":\"You've exceeded your Exa limit\"}");

        RateLimitedException refused =
                catchThrowableOfType(RateLimitedException.class, () -> research.create(ResearchRequest.of("ants")));

        assertThat(refused.retryAt()).isEmpty();
        assertThat(refused.isOutcomeUnknown()).isFalse();
    }

    @Test
    void get_asksForEventsOnlyWhenTold() {
        exa.answers(200, COMPLETED);

        ResearchTask task = research.get("r 1/x");
        research.getWithEvents("r_1");

        assertThat(exa.requests())
                .extracting(LoggedRequest::getUrl)
                .containsExactly("/research/v1/r%201%2Fx", "/research/v1/r_1?events=true");
        assertThat(task.isCompleted()).isTrue();
        assertThat(task.finishedAt()).isPresent();
        assertThat(task.output().parsed().path("a").asInt()).isEqualTo(1);
        assertThat(task.costDollars().reasoningTokens()).isEqualTo("1685.75");
        assertThat(task.costDollars().extra()).containsOnlyKeys("audio");
    }

    @Test
    void await_pollsUntilTheEnd_holdingNothing() throws InterruptedException {
        exa.answersFirst(200, Map.of(), RUNNING, COMPLETED);

        ResearchTask task = research.await("r_1", Duration.ofMinutes(10));

        assertThat(task.isCompleted()).isTrue();
        assertThat(exa.requests()).hasSize(2);
        assertThat(exa.calls).extracting(call -> call.operation()).containsOnly("research-get");
    }

    @Test
    void await_timeOver_givesTheTaskAsItStands() throws InterruptedException {
        exa.answers(200, RUNNING);
        long before = exa.time.nanoTime();

        ResearchTask task = research.await("r_1", Duration.ofSeconds(30));

        assertThat(task.isFinished()).isFalse();
        assertThat(Duration.ofNanos(exa.time.nanoTime() - before))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(32));
        assertThat(exa.requests()).hasSizeBetween(7, 12);
    }

    @Test
    void await_goesOnOverFailuresThatPass_notOverThoseThatStay() throws InterruptedException {
        exa.answersInTurn(
                ExaServer.json(502, "<html>"),
                ExaServer.json(502, ""),
                ExaServer.json(502, ""),
                ExaServer.json(502, ""),
                ExaServer.json(200, RUNNING),
                ExaServer.json(200, COMPLETED));
        assertThat(research.await("r_1", Duration.ofMinutes(10)).isCompleted()).isTrue();

        exa.answers(404, "{\"error\":\"No\"}");
        assertThatThrownBy(() -> research.await("r_1", Duration.ofMinutes(10))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void run_isOneOfTheTasksAtOnce_untilItsEnd() throws InterruptedException {
        exa.answersInTurn(ExaServer.json(201, RUNNING), ExaServer.json(200, RUNNING), ExaServer.json(200, COMPLETED));

        ResearchTask task = research.run(ResearchRequest.of("ants"), Duration.ofMinutes(10));

        assertThat(task.isCompleted()).isTrue();
        assertThat(exa.requests()).hasSize(3);
        assertThat(exa.leasesHeld("research-tasks")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "pending,false",
        "running,false",
        "completed,true",
        "failed,true",
        "canceled,true",
        "cancelled,true",
        "of_tomorrow,false"
    })
    void ends(String status, boolean finished) {
        assertThat(ExaJson.MAPPER
                        .readValue("{\"status\":\"" + status + "\"}", ResearchTask.class)
                        .isFinished())
                .isEqualTo(finished);
    }

    @Test
    void list_turnsPages_asTheyAreAskedFor() {
        exa.answersInTurn(
                ExaServer.json(200, "{\"data\":[" + RUNNING + "],\"hasMore\":true,\"nextCursor\":\"c 1\"}"),
                ExaServer.json(200, "{\"data\":[" + COMPLETED + "],\"hasMore\":false,\"nextCursor\":\"ignored\"}"));

        List<String> statuses =
                research.list().stream().map(ResearchTask::status).toList();

        assertThat(statuses).containsExactly("running", "completed");
        assertThat(exa.requests())
                .extracting(LoggedRequest::getUrl)
                .containsExactly("/research/v1", "/research/v1?cursor=c%201");
    }

    @Test
    void events_areTyped_upToTheLast() {
        String stream =
                "event: research-definition\ndata: {\"researchId\":\"r_1\",\"createdAt\":1760899439363,\"instructions\":\"i\"}\n\n"
                        + ": keep-alive\n\n"
                        + "event: plan-operation\ndata: {\"eventType\":\"plan-operation\",\"planId\":\"p\",\"operationId\":\"o\",\"data\":"
                        + "{\"type\":\"search\",\"query\":\"q\",\"results\":[{\"url\":\"u\"}],\"pageTokens\":12.5}}\n\n"
                        + "event: of-tomorrow\ndata: {\"x\":1}\n\n"
                        + "event: research-output\ndata: {\"output\":{\"outputType\":\"completed\",\"content\":\"c\",\"costDollars\":{\"total\":1}}}\n\n";
        exa.answers(200, Map.of("Content-Type", "text/event-stream"), stream.getBytes(StandardCharsets.UTF_8));

        try (EventStream<ResearchEvent> events = research.events("r_1")) {
            assertThat(events)
                    .extracting(ResearchEvent::eventType)
                    .containsExactly("research-definition", "plan-operation", "of-tomorrow", "research-output");
        }

        LoggedRequest asked = exa.requests().get(0);
        assertThat(asked.getUrl()).isEqualTo("/research/v1/r_1?stream=true");
        assertThat(asked.getHeader("Accept")).isEqualTo("text/event-stream");
    }

    @Test
    void event_isTyped() {
        ResearchEvent event = ExaJson.MAPPER.readValue(
                "{\"eventType\":\"plan-operation\",\"createdAt\":1760899439363,\"data\":{\"type\":\"crawl\",\"result\":{\"url\":\"u\",\"rank\":1}}}",
                ResearchEvent.class);

        assertThat(event.createdAt()).hasValue(Instant.parse("2025-10-19T18:43:59.363Z"));
        assertThat(event.data().result().url()).isEqualTo("u");
        assertThat(event.data().result().extra()).containsOnlyKeys("rank");
        assertThat(event.isLast()).isFalse();
    }
}

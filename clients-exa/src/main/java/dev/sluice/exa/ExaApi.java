package dev.sluice.exa;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.agent.AgentRun;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.agent.DeletedAgentRun;
import dev.sluice.exa.answer.AnswerChunk;
import dev.sluice.exa.answer.AnswerRequest;
import dev.sluice.exa.answer.AnswerResponse;
import dev.sluice.exa.internal.CursorPage;
import dev.sluice.exa.research.ResearchEvent;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.research.ResearchTask;
import dev.sluice.exa.search.ContentsRequest;
import dev.sluice.exa.search.ContentsResponse;
import dev.sluice.exa.search.ContextRequest;
import dev.sluice.exa.search.ContextResponse;
import dev.sluice.exa.search.FindSimilarRequest;
import dev.sluice.exa.search.SearchChunk;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import org.jspecify.annotations.Nullable;

/** Exa's HTTP interface, as far as this client goes. What reads and is billed is {@code BILLED}; what starts a billed task, {@code EFFECT}. */
@Headers("Exa-Beta: {beta}")
interface ExaApi {
    String JSON = "Content-Type: application/json";

    @Operation(name = "search", retry = RetryClass.BILLED, group = ExaGroups.SEARCH)
    @RequestLine("POST /search")
    @Headers(JSON)
    SearchResponse search(@Nullable @Param("beta") String beta, SearchRequest request);

    /** Only with an output schema; without one Exa answers whole. */
    @Operation(name = "search-stream", retry = RetryClass.BILLED, group = ExaGroups.SEARCH)
    @RequestLine("POST /search")
    @Headers(JSON)
    EventStream<SearchChunk> searchStream(@Nullable @Param("beta") String beta, SearchRequest request);

    @Operation(name = "find-similar", retry = RetryClass.BILLED, group = ExaGroups.SEARCH)
    @RequestLine("POST /findSimilar")
    @Headers(JSON)
    SearchResponse findSimilar(@Nullable @Param("beta") String beta, FindSimilarRequest request);

    @Operation(name = "contents", retry = RetryClass.BILLED, group = ExaGroups.CONTENTS)
    @RequestLine("POST /contents")
    @Headers(JSON)
    ContentsResponse contents(@Nullable @Param("beta") String beta, ContentsRequest request);

    @Operation(name = "answer", retry = RetryClass.BILLED, group = ExaGroups.ANSWER)
    @RequestLine("POST /answer")
    @Headers(JSON)
    AnswerResponse answer(@Nullable @Param("beta") String beta, AnswerRequest request);

    @Operation(name = "answer-stream", retry = RetryClass.BILLED, group = ExaGroups.ANSWER)
    @RequestLine("POST /answer")
    @Headers(JSON)
    EventStream<AnswerChunk> answerStream(@Nullable @Param("beta") String beta, AnswerRequest request);

    @Operation(name = "context", retry = RetryClass.BILLED, group = ExaGroups.SEARCH)
    @RequestLine("POST /context")
    @Headers(JSON)
    ContextResponse context(@Nullable @Param("beta") String beta, ContextRequest request);

    @Operation(name = "research-create", retry = RetryClass.EFFECT, group = ExaGroups.RESEARCH)
    @RequestLine("POST /research/v1")
    @Headers(JSON)
    ResearchTask createResearch(@Nullable @Param("beta") String beta, ResearchRequest request);

    @Operation(name = "research-get", retry = RetryClass.SAFE, group = ExaGroups.RESEARCH)
    @RequestLine("GET /research/v1/{id}?events={events}")
    ResearchTask research(
            @Nullable @Param("beta") String beta, @Param("id") String id, @Nullable @Param("events") Boolean events);

    @Operation(name = "research-events", retry = RetryClass.SAFE, group = ExaGroups.RESEARCH)
    @RequestLine("GET /research/v1/{id}?stream=true")
    EventStream<ResearchEvent> researchEvents(@Nullable @Param("beta") String beta, @Param("id") String id);

    @Operation(name = "research-list", retry = RetryClass.SAFE, group = ExaGroups.RESEARCH)
    @RequestLine("GET /research/v1?cursor={cursor}")
    CursorPage<ResearchTask> researchPage(
            @Nullable @Param("beta") String beta, @Nullable @Param("cursor") String cursor);

    @Operation(name = "agent-run-create", retry = RetryClass.EFFECT, group = ExaGroups.AGENT)
    @RequestLine("POST /agent/runs")
    @Headers(JSON)
    AgentRun createRun(@Nullable @Param("beta") String beta, AgentRunRequest request);

    @Operation(name = "agent-run-stream", retry = RetryClass.EFFECT, group = ExaGroups.AGENT)
    @RequestLine("POST /agent/runs")
    @Headers(JSON)
    EventStream<AgentEvent> streamRun(@Nullable @Param("beta") String beta, AgentRunRequest request);

    @Operation(name = "agent-run-get", retry = RetryClass.SAFE, group = ExaGroups.AGENT)
    @RequestLine("GET /agent/runs/{id}")
    AgentRun run(@Nullable @Param("beta") String beta, @Param("id") String id);

    @Operation(name = "agent-run-list", retry = RetryClass.SAFE, group = ExaGroups.AGENT)
    @RequestLine("GET /agent/runs?cursor={cursor}")
    CursorPage<AgentRun> runPage(@Nullable @Param("beta") String beta, @Nullable @Param("cursor") String cursor);

    @Operation(name = "agent-run-event-list", retry = RetryClass.SAFE, group = ExaGroups.AGENT)
    @RequestLine("GET /agent/runs/{id}/events?cursor={cursor}")
    CursorPage<AgentEvent> eventPage(
            @Nullable @Param("beta") String beta, @Param("id") String id, @Nullable @Param("cursor") String cursor);

    @Operation(name = "agent-run-events", retry = RetryClass.SAFE, group = ExaGroups.AGENT)
    @RequestLine("GET /agent/runs/{id}/events")
    @Headers("Last-Event-ID: {after}")
    EventStream<AgentEvent> runEvents(
            @Nullable @Param("beta") String beta, @Param("id") String id, @Nullable @Param("after") String after);

    /** Twice is as good as once, by what it does: a run that is over stays as it is. */
    @Operation(name = "agent-run-cancel", retry = RetryClass.SAFE, group = ExaGroups.AGENT)
    @RequestLine("POST /agent/runs/{id}/cancel")
    AgentRun cancelRun(@Nullable @Param("beta") String beta, @Param("id") String id);

    /** Twice is as good as once, like {@link #cancelRun}. */
    @Operation(name = "agent-run-stop", retry = RetryClass.SAFE, group = ExaGroups.AGENT)
    @RequestLine("POST /agent/runs/{id}/stop")
    AgentRun stopRun(@Nullable @Param("beta") String beta, @Param("id") String id);

    /** Not repeated blindly: a repeat of one that worked would be told that there is no such run. */
    @Operation(name = "agent-run-delete", retry = RetryClass.EFFECT, group = ExaGroups.AGENT)
    @RequestLine("DELETE /agent/runs/{id}")
    DeletedAgentRun deleteRun(@Nullable @Param("beta") String beta, @Param("id") String id);
}

package dev.sluice.exa;

import dev.sluice.client.Pages;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.agent.AgentRun;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.agent.DeletedAgentRun;
import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs of Exa's agents, which search for minutes to hours. From {@link ExaClient#agent()}; thread-safe. Every method throws what
 * {@link dev.sluice.client.error.ClientException} describes, and {@link IllegalArgumentException} for an id that is blank, {@code .} or
 * {@code ..}, with which the path would be another one.
 */
public final class AgentClient {
    private final ExaApi api;
    private final TimeSource time;
    private final @Nullable String beta;

    AgentClient(ExaApi api, TimeSource time, @Nullable String beta) {
        this.api = api;
        this.time = time;
        this.beta = beta;
    }

    AgentClient withBeta(@Nullable String tokens) {
        return new AgentClient(api, time, tokens);
    }

    /**
     * Starts a run and does not wait. It is billed: repeated only if Exa cannot have heard of it (no connection, 429, 503
     * {@code SERVICE_OVERLOADED}).
     */
    public AgentRun create(AgentRunRequest request) {
        return api.createRun(beta, request.streamed(null));
    }

    /**
     * Starts a run and tells what happens in it; returns after the first event, which names the run. If the stream breaks off the run goes
     * on: {@link #follow} takes it up.
     *
     * @return the events; close it, it holds a permit and a connection until then or its end. Closing it does not end the run
     */
    public EventStream<AgentEvent> createStreamed(AgentRunRequest request) {
        return api.streamRun(beta, request.streamed(true));
    }

    /** A run. */
    public AgentRun get(String id) {
        return api.run(beta, Ids.checked(id));
    }

    /** All runs of the account, page by page as they are asked for. */
    public Pages<AgentRun> list() {
        return Pages.byCursor(cursor -> api.runPage(beta, cursor).page());
    }

    /** What has happened in a run so far, page by page as it is asked for. */
    public Pages<AgentEvent> events(String id) {
        String known = Ids.checked(id);
        return Pages.byCursor(cursor -> api.eventPage(beta, known, cursor).page());
    }

    /**
     * What happens in a run until its end. A stream that breaks off is opened again behind the last event that came, so that none is missed
     * or told twice; after three breaks without an event between them the last one is thrown.
     *
     * @param afterEventId the event to begin behind, as {@link AgentEvent#id()}; null begins with the first. Behind the last one nothing
     *     comes, which cannot be told from a break: {@link AgentRun#isFinished()} can
     * @return the events; close it, it holds a permit and a connection until then or its end. {@code requestId()} and {@code metadata()} are
     *     of the connection it has now
     */
    public EventStream<AgentEvent> follow(String id, @Nullable String afterEventId) {
        String known = Ids.checked(id);
        return new ResumedEvents(after -> api.runEvents(beta, known, after), afterEventId);
    }

    /**
     * Waits for a run's end: asks at once, then after pauses of 1 to 5 seconds, for the last time when the time is over; holds nothing
     * between, and goes on over five failures in a row that may pass.
     *
     * @return the run as it stood last: {@link AgentRun#isFinished()} is false if the time was too short
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public AgentRun await(String id, Duration within) throws InterruptedException {
        return Await.until(() -> get(id), AgentRun::isFinished, time, within);
    }

    /** Ends a run without a result. */
    public AgentRun cancel(String id) {
        return api.cancelRun(beta, Ids.checked(id));
    }

    /** Ends a run with the result it has so far; of the effort {@code ultra} only. */
    public AgentRun stop(String id) {
        return api.stopRun(beta, Ids.checked(id));
    }

    /** Deletes a run and its result. Not repeated if the outcome is unknown. */
    public DeletedAgentRun delete(String id) {
        return api.deleteRun(beta, Ids.checked(id));
    }
}

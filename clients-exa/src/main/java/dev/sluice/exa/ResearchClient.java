package dev.sluice.exa;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.CallOptions;
import dev.sluice.client.CallResult;
import dev.sluice.client.Pages;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.FailedCall;
import dev.sluice.client.error.FailedResponse;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.research.ResearchEvent;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.research.ResearchTask;
import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.Lease;
import dev.sluice.ratelimit.LeaseRequest;
import dev.sluice.ratelimit.LimitScope;
import dev.sluice.ratelimit.Limiter;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Research tasks: reports that take Exa minutes to write. From {@link ExaClient#research()}; thread-safe. Every method throws what
 * {@link dev.sluice.client.error.ClientException} describes, and {@link IllegalArgumentException} for an id that is blank, {@code .} or
 * {@code ..}, with which the path would be another one.
 */
public final class ResearchClient {
    private final ExaApi api;
    private final Limiter limiter;
    private final TimeSource time;
    private final @Nullable String beta;

    ResearchClient(ExaApi api, Limiter limiter, TimeSource time, @Nullable String beta) {
        this.api = api;
        this.limiter = limiter;
        this.time = time;
        this.beta = beta;
    }

    ResearchClient withBeta(@Nullable String tokens) {
        return new ResearchClient(api, limiter, time, tokens);
    }

    /**
     * Starts a task, waits for its end, and counts it among the tasks the account may have at once (leases of the kind
     * {@code research-tasks}) as long as it waits.
     *
     * @param within the longest wait, for a place and for the end together
     * @return the task as it stood last: {@link ResearchTask#isFinished()} is false if the time was too short; it goes on at Exa then
     * @throws DecodingException if Exa does not say which task it started; it is among {@link #list()}
     * @throws dev.sluice.ratelimit.PermitUnavailableException if there is no place in time; nothing was started
     * @throws InterruptedException if the thread is interrupted while it waits; a task that was started goes on
     */
    public ResearchTask run(ResearchRequest request, Duration within) throws InterruptedException {
        long began = time.nanoTime();
        LeaseRequest place = LeaseRequest.of(ExaGroups.RESEARCH_TASKS).scope(LimitScope.none());
        try (Lease held = limiter.lease(place.within(within))) {
            Objects.requireNonNull(held, "a lease or an exception");
            String id = idOf(CallOptions.none().answer(() -> create(request)));
            return await(id, within.minusNanos(time.nanoTime() - began));
        }
    }

    private static String idOf(CallResult<ResearchTask> started) {
        String id = started.value().researchId();
        if (id != null) {
            return id;
        }
        CallMetadata call = started.metadata();
        throw new DecodingException(
                new FailedCall(call.provider(), call.operation(), call.requestId(), call.attempts()),
                new FailedResponse(call.status(), call.status(), null, null, call.providerRequestId(), null, ""),
                "no researchId (expected: one to ask for the task with)",
                Repeatability.OUTCOME_UNKNOWN);
    }

    /**
     * Starts a task and does not wait. It is billed: repeated only if Exa cannot have heard of it (no connection, 429, 503
     * {@code SERVICE_OVERLOADED}). Not counted among the {@code research-tasks}; Exa counts it and refuses too many.
     */
    public ResearchTask create(ResearchRequest request) {
        return api.createResearch(beta, request);
    }

    /** A task, without its events. */
    public ResearchTask get(String id) {
        return api.research(beta, Ids.checked(id), null);
    }

    /** A task with all that has happened in it so far. */
    public ResearchTask getWithEvents(String id) {
        return api.research(beta, Ids.checked(id), true);
    }

    /** All tasks of the account, newest first, page by page as they are asked for. */
    public Pages<ResearchTask> list() {
        return Pages.byCursor(cursor -> api.researchPage(beta, cursor).page());
    }

    /**
     * What happens in a task, from its beginning to its end.
     *
     * @return the events; close it, it holds a permit and a connection until then or its end
     */
    public EventStream<ResearchEvent> events(String id) {
        return api.researchEvents(beta, Ids.checked(id));
    }

    /**
     * Waits for a task's end: asks at once, then after pauses of 1 to 5 seconds, for the last time when the time is over; holds nothing
     * between, and goes on over five failures in a row that may pass.
     *
     * @return the task as it stood last: {@link ResearchTask#isFinished()} is false if the time was too short
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public ResearchTask await(String id, Duration within) throws InterruptedException {
        return Await.until(() -> get(id), ResearchTask::isFinished, time, within);
    }
}

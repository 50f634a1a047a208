package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.logging.event.ExternalApiCall.Outcome;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The outermost stage: says once, when all is over, what became of the call. */
final class RecordingStage implements Stage {
    private final URI baseUrl;
    private final CallLog log;
    private final Listeners listeners;
    private final Stage next;

    RecordingStage(URI baseUrl, CallLog log, Listeners listeners, Stage next) {
        this.baseUrl = baseUrl;
        this.log = log;
        this.listeners = listeners;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        listeners.started(call);
        try {
            Object answer =
                    Ending.around(() -> listened(call, next.run(call, invocation)), ending -> record(call, ending));
            return answer instanceof LiveStream<?> stream ? stream.handedOut() : answer;
        } finally {
            CallScope.ended(call);
        }
    }

    private @Nullable Object listened(Call call, @Nullable Object answer) {
        if (!listeners.isEmpty() && answer instanceof LiveStream<?> stream) {
            Duration begun = call.elapsed();
            if (stream.hasEvent()) {
                listeners.firstEvent(call);
            }
            stream.onEnd(ending -> listeners.streamEnded(call, call.elapsed().minus(begun), ending.failure()));
        }
        return answer;
    }

    private void record(Call call, Ending ending) {
        call.end();
        CallOutcome outcome = outcome(call, ending);
        CallRecord record = new CallRecord(
                call.provider(),
                call.operation().name(),
                call.plan().group(),
                call.requestId(),
                call.options().tags(),
                call.attempts(),
                call.waited(),
                call.elapsed(),
                outcome,
                call.effectiveStatus(),
                call.providerRequestId());
        log.callEnded(call, record, logged(outcome, ending.failure()), baseUrl, ending.failure());
        listeners.ended(record);
    }

    private static CallOutcome outcome(Call call, Ending ending) {
        if (ending.cancelled() || (ending.failure() != null && call.isGivenUp())) {
            return CallOutcome.CANCELLED;
        }
        ClientException failure = ending.failure();
        if (failure == null) {
            return CallOutcome.SUCCESS;
        }
        if (failure instanceof RequestNotSentException) {
            return CallOutcome.NOT_SENT;
        }
        if (failure instanceof ResponseException) {
            return CallOutcome.ERROR_RESPONSE;
        }
        return failure instanceof DecodingException ? CallOutcome.UNREADABLE : CallOutcome.TRANSPORT_FAILURE;
    }

    private static Outcome logged(CallOutcome outcome, @Nullable ClientException failure) {
        if (failure != null && failure.isOutcomeUnknown()) {
            return Outcome.UNKNOWN;
        }
        return switch (outcome) {
            case SUCCESS -> Outcome.SUCCESS;
            case CANCELLED -> Outcome.CANCELLED;
            case NOT_SENT -> Outcome.NOT_SENT;
            case ERROR_RESPONSE, TRANSPORT_FAILURE, UNREADABLE -> Outcome.FAILURE;
        };
    }
}

package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import org.jspecify.annotations.Nullable;

/** The innermost stage: has the request built anew and runs the exchange. */
final class AttemptStage implements Stage {
    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        int attemptsBefore = call.attempts();
        try {
            return invocation.attempt();
        } catch (ClientException | Error known) {
            throw known;
        } catch (Throwable defect) {
            throw unknown(call, attemptsBefore, defect);
        }
    }

    private static RuntimeException unknown(Call call, int attemptsBefore, Throwable defect) {
        if (call.attempts() == attemptsBefore) {
            return new RequestNotSentException(
                    call.failed(), "request cannot be built", Repeatability.FINAL, Causes.redacted(defect));
        }
        return new IllegalStateException(
                call.provider() + " " + call.operation().name() + ": defect of the pipeline", Causes.redacted(defect));
    }
}

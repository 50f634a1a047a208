package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import org.jspecify.annotations.Nullable;

/** The innermost stage: has Feign build the request anew and run the exchange. Feign runs on this thread, which is how the call gets through. */
final class AttemptStage implements Stage {
    private static final ThreadLocal<@Nullable Call> CURRENT = new ThreadLocal<>();

    /** The call whose attempt this thread makes. */
    static Call currentCall() {
        Call call = CURRENT.get();
        if (call == null) {
            throw new IllegalStateException("no call (expected: a method of a typed client)");
        }
        return call;
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        Call outer = CURRENT.get();
        int attemptsBefore = call.attempts();
        CURRENT.set(call);
        try {
            return invocation.attempt();
        } catch (ClientException | Error known) {
            throw known;
        } catch (Throwable defect) {
            throw unknown(call, attemptsBefore, defect);
        } finally {
            restore(outer);
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

    private void restore(@Nullable Call outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}

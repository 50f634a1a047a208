package dev.sluice.client;

import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import org.jspecify.annotations.Nullable;

/** Lets calls in until the owner closes, and knows which are under way. */
final class AdmissionStage implements Stage {
    private final CallsInFlight calls;
    private final Stage next;

    AdmissionStage(CallsInFlight calls, Stage next) {
        this.calls = calls;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        if (!calls.enter(call)) {
            throw new RequestNotSentException(
                    call.failed(), "client closed (expected: a call before close)", Repeatability.FINAL, null);
        }
        return Ending.around(() -> next.run(call, invocation), ending -> calls.leave(call));
    }
}
